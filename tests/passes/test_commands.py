"""``clearway pass`` and ``clearway cose``: from a new key to a verdict, with the exit codes of the specification."""

import io
import json
from pathlib import Path

import pytest

from clearway.cli.main import main
from clearway.passes import limits
from clearway.passes.hostile.files import write_hostile
from clearway.passes.hostile.making import GATE, NOW

ISS = "CN-410122"
BASE = "https://pass.example/passes/status/"
FROM, TO = "2026-11-23T08:00:00+08:00", "2026-11-24T08:00:00+08:00"


class Desk:
    """A folder of keys and lists, and the commands run in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        for use in ("pass", "status", "root"):
            jwks = [] if use == "root" else ["--jwks", self.at("trust.json")]
            self.run(
                *(
                    "pass keygen --use",
                    use,
                    "--iss",
                    ISS,
                    "--from",
                    "2026-11-20T00:00:00Z",
                    "--out",
                    self.at(use),
                    *jwks,
                )
            )

    def at(self, name: str) -> str:
        """The path of a file here."""
        return str(self.folder / name)

    def run(self, *words: str) -> tuple[int, dict[str, object]]:
        """Exit code and what was printed (empty when nothing was)."""
        arguments = [
            part for word in words for part in (word.split() if word.startswith(("pass ", "cose ")) else [word])
        ]
        self.capsys.readouterr()
        code = main(arguments)
        printed = self.capsys.readouterr().out
        return code, json.loads(printed) if printed else {}

    def issue(self, out: str, *options: str) -> tuple[int, dict[str, object]]:
        """Issue a pass for gate 1207 or as the options say."""
        gate = () if "--gate" in options else ("--gate", str(GATE))
        usual = ("--purpose", "medical", "--from", FROM, "--to", TO, "--out", self.at(out))
        return self.run("pass issue --key", self.at("pass"), *usual, *gate, *options)

    def trust(self, version: int, *, gate: int = GATE, days: int = 3) -> str:
        """A signed trust list."""
        name = self.at(f"trust-{version}.cwt")
        code, _ = self.run(
            *("pass trust build --root", self.at("root"), "--keys", self.at("trust.json"), "--status-base", BASE),
            *("--version", str(version), "--iat", str(NOW), "--out", name),
            *("--gate", f"{gate}=豫通字〔2026〕17号@{NOW + days * limits.DAY}"),
        )
        assert code == 0
        return name

    def verify(self, trust: str, *options: str, gate: int = GATE, now: int = NOW) -> tuple[int, str, str]:
        """Exit code, verdict and code."""
        where = ("--gate", str(gate), "--now", str(now))
        code, told = self.run("pass verify --trust", trust, *where, *options)
        return code, str(told.get("verdict")), str(told.get("code"))


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Keys of one county."""
    return Desk(tmp_path, capsys)


def test_keys_are_private_and_their_public_halves_go_to_one_set(desk: Desk) -> None:
    assert (desk.folder / "pass").stat().st_mode & 0o077 == 0
    held = json.loads((desk.folder / "trust.json").read_text(encoding="utf-8"))["keys"]
    assert [key["cw:use"] for key in held] == ["pass", "status"]
    assert all("d" not in key and key["cw:exp"] - key["cw:nbf"] == limits.SIGNING_WINDOW for key in held)
    assert all(key["cw:iss"] == ISS for key in held)


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "txt", "cbor"])
def test_a_pass_is_issued_in_every_form(desk: Desk, form: str) -> None:
    code, told = desk.issue(f"pass.{form}", "--name", "王秀兰", "--companions", "1")
    assert code == 0
    assert told["name"] == "王*兰"
    assert told["qr_version"] in (9, 10, 11)
    assert (desk.folder / f"pass.{form}").stat().st_size > 100


def test_the_four_verdicts_and_their_exit_codes(desk: Desk) -> None:
    desk.issue("p.txt", "--status-index", "77")
    desk.issue("p.png", "--gate", "1207,1208")
    trust = desk.trust(1)
    root = ("--root", desk.at("root"))
    lists = ("--status", desk.at("list.cwt"))
    build = ("pass status build --key", desk.at("status"), "--uri", f"{BASE}1", "--iat", str(NOW - 60))
    assert desk.run(*build, "--out", desk.at("list.cwt"))[0] == 0
    text = ("--qr-file", desk.at("p.txt"))
    assert desk.verify(trust, *root, *lists, *text) == (0, "accept", "ok")
    assert desk.verify(trust, *root, *lists, "--image", desk.at("p.png")) == (0, "accept", "ok")
    assert desk.verify(trust, *root, *text) == (0, "accept_warn", "status_stale")
    assert desk.verify(trust, *root, *lists, *text, now=NOW + 2 * limits.DAY) == (1, "reject", "expired")
    assert desk.verify(trust, *root, *lists, *text, gate=9) == (3, "gate_not_authorised", "gate_not_authorised")
    assert desk.verify(trust, *root, *text, now=NOW + 4 * limits.DAY)[0] == 3
    assert desk.verify(desk.at("trust.json"), *text, gate=9) == (1, "reject", "wrong_gate")


def test_a_signed_list_needs_its_root_and_never_goes_back(desk: Desk) -> None:
    desk.issue("p.txt")
    newer, older = desk.trust(5), desk.trust(4)
    text = ("--qr-file", desk.at("p.txt"))
    state = ("--state", desk.at("state"))
    assert desk.verify(newer, *text)[0] == 2
    assert desk.verify(newer, *text, *state, "--root", desk.at("root"))[0] == 0
    assert desk.verify(newer, *text, *state)[0] == 0
    assert desk.verify(older, *text, *state)[0] == 2
    assert desk.verify(newer, *text, *state, "--root", desk.at("pass"))[0] == 2
    assert "d" not in json.loads((desk.folder / "state" / "root.jwk").read_text(encoding="utf-8"))
    show = ("--root", desk.at("root"), "--now")
    assert desk.run("pass trust show", newer, *show, str(NOW))[1]["version"] == 5
    assert desk.run("pass trust show", newer, *show, str(NOW + 31 * limits.DAY))[0] == 2
    assert desk.run("pass trust show", newer)[1]["signature"] == "not checked"
    second = desk.trust(5, gate=4_000)
    assert desk.verify(second, *text, *state, gate=4_000)[0] == 2


def test_a_used_pass_is_remembered_in_the_state(desk: Desk) -> None:
    desk.issue("once.txt", "--uses", "1")
    asked = (desk.at("trust.json"), "--qr-file", desk.at("once.txt"), "--state", desk.at("state"))
    assert desk.verify(*asked)[0] == 0
    assert desk.verify(*asked) == (1, "reject", "already_used")


def test_the_holder_is_compared_without_the_number_leaving_the_phone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("41010519800101123X\n"))
    desk.issue("p.txt", "--id-number-stdin")
    for number, matches in (("41010519800101123x", True), ("410105198001011248", False)):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{number}\n"))
        words = ("--qr-file", desk.at("p.txt"), "--gate", str(GATE), "--now", str(NOW), "--id-number-stdin")
        _, told = desk.run("pass verify --trust", desk.at("trust.json"), *words)
        assert told["check_matches"] is matches


def test_a_revocation_needs_a_reason_of_the_list_and_two_persons(desk: Desk) -> None:
    desk.issue("p.txt", "--status-index", "77")
    revoke = ("pass revoke --list", desk.at("revoked.jsonl"), "--qr-file", desk.at("p.txt"), "--by", "a")
    assert desk.run(*revoke, "--reason", "bad_conduct", "--second", "b")[0] == 2
    assert desk.run(*revoke, "--reason", "issued_in_error")[0] == 2
    assert desk.run(*revoke, "--reason", "issued_in_error", "--second", "a")[0] == 2
    assert not (desk.folder / "revoked.jsonl").exists()
    assert desk.run(*revoke, "--reason", "lost")[1]["index"] == 77
    assert desk.run(*revoke, "--reason", "lost")[1]["unchanged"] is True
    for form in ("cwt", "jwt"):
        build = ("pass status build --key", desk.at("status"), "--uri", f"{BASE}1", "--iat", str(NOW), "--form", form)
        code, told = desk.run(*build, "--revoked", desk.at("revoked.jsonl"), "--out", desk.at(f"list.{form}"))
        assert (code, told["revoked"]) == (0, 1)
        asked = (desk.at("trust.json"), "--qr-file", desk.at("p.txt"), "--status", desk.at(f"list.{form}"))
        assert desk.verify(*asked) == (1, "reject", "revoked")
        decode = (
            "pass status decode --trust",
            desk.at("trust.json"),
            "--in",
            desk.at(f"list.{form}"),
            "--now",
            str(NOW),
        )
        assert desk.run(*decode)[1]["statuses"] == {"77": 1}
    assert desk.run(*decode, "--uri", f"{BASE}2")[0] == 2


def test_a_table_becomes_passes_and_its_bad_rows_are_told(desk: Desk) -> None:
    table = desk.folder / "in.csv"
    rows = [
        "事由,大门,起,止,姓名,证件号,随行人数,次数",
        f"就医,1207 1208,{FROM},{TO},王秀兰,41010519800101123X,1,",
        f"food,1207,{FROM},{TO},,,,",
        f"supplies,1207,{FROM},{TO},,,,1",
        f"supplies,1207;1208,{FROM},{TO},,,,1",
        f"考试,x,{FROM},{TO},,,,",
        f"6,1207,{FROM},2026-12-24T08:00:00+08:00,,,,",
        "short,row",
    ]
    table.write_text("\n".join(rows) + "\n", encoding="gb18030")
    batch = ("pass issue --key", desk.at("pass"), "--batch", str(table), "--format", "txt", "--out", desk.at("out"))
    code, told = desk.run(*batch, "--taken", desk.at("taken"))
    assert (code, told["read"], told["issued"], told["rejected"]) == (2, 7, 2, 5)
    rejects = (desk.folder / "out" / "rejects.csv").read_text(encoding="utf-8")
    assert [line.split(",")[0] for line in rejects.splitlines()[1:]] == ["2", "4", "5", "6", "7"]
    assert "410105" not in rejects
    assert len((desk.folder / "taken").read_text(encoding="ascii").split()) == 2
    for name in ("1.txt", "3.txt"):
        asked = (desk.at("trust.json"), "--qr-file", str(desk.folder / "out" / name))
        assert desk.verify(*asked) == (0, "accept_warn", "status_stale")


def test_case_files_are_answered_line_by_line(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "hostile"
    write_hostile(folder, changed=50)
    runs = (
        ("cases", ["pass", "verify", "--trust", str(folder / "trust.jwks.json")]),
        ("gates", ["pass", "verify", "--trust", str(folder / "trust.cwt"), "--root", str(folder / "root.jwk")]),
        ("status", ["pass", "status", "decode", "--trust", str(folder / "trust.jwks.json")]),
        ("mutations", ["pass", "verify", "--trust", str(folder / "trust.jwks.json")]),
    )
    for name, words in runs:
        path = folder / f"{name}.jsonl"
        capsys.readouterr()
        assert main([*words, "--cases", str(path)]) == 0
        found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        asked = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert [(line["id"], line["verdict"]) for line in found] == [(line["id"], line["expect"]) for line in asked]
    path.write_text('{"id": 1, "qr": "", "gate": 1, "now": 1}\nno json\n\n', encoding="utf-8")
    assert main([*words, "--cases", str(path)]) == 2
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_cose_verify_says_valid_or_not(desk: Desk) -> None:
    desk.issue("p.cbor")
    asked = ("cose verify --key", desk.at("pass"), "--in", desk.at("p.cbor"))
    code, told = desk.run(*asked)
    assert (code, told["valid"], told["code"]) == (0, True, "ok")
    assert desk.run(*asked, "--aad", "00")[0] == 1
    assert desk.run(*asked, "--aad", "zz")[0] == 2
    assert desk.run("cose verify --key", desk.at("p.cbor"), "--in", desk.at("p.cbor"))[0] == 2
    assert desk.run("cose verify --key", desk.at("pass"), "--raw --message 00 --signature 00"[:5])[0] == 2
    code, told = desk.run("cose verify --key", desk.at("pass"), "--raw", "--message", "00", "--signature", "00" * 64)
    assert (code, told["valid"]) == (1, False)


@pytest.mark.parametrize(
    "options",
    [
        ("--gate", "1,2,3", "--uses", "1"),
        ("--gate", "x"),
        ("--companions", "6"),
        ("--status-index", str(limits.LIST_ENTRIES)),
        ("--name", "一*" + "二" * 9),
        ("--gate", " ".join(map(str, range(17)))),
    ],
)
def test_a_pass_that_breaks_a_rule_is_not_issued(desk: Desk, options: tuple[str, ...]) -> None:
    assert desk.issue("p.txt", *options)[0] == 2
    assert not (desk.folder / "p.txt").exists()
