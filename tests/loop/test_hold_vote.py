"""A vote from its roll to its published result: one ballot each, secret, countable by anybody."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from clearway.cli.main import main
from clearway.core.people import Role, machine
from clearway.core.refusals import NotAllowed
from clearway.core.residents import Body, OptionKind, Outcome, VoteState
from clearway.law.load import load_rulebook
from clearway.loop import hold_vote
from clearway.publish.ballots import digest_of, read_poll
from clearway.record.box import BoxAltered
from clearway.record.models import BallotRow, LedgerLine, OutboxRow, RollLineRow, TurnRow
from clearway.record.reading import votes as ballots
from clearway.record.verifying import verify
from clearway.respond.residents.counting import count
from clearway.respond.residents.refusals import (
    MoreSheetsThanTakers,
    NotOpen,
    NotOver,
    ReadingsDiffer,
    RollClosedAlready,
    SameOfficer,
    TooFewVoters,
    TurnUsed,
    UnknownCode,
)
from tests.examples import AT, COUNTY, ZONE
from tests.residents import (
    AFTER,
    CLOSES,
    DURING,
    FLATS,
    HOME,
    a_vote,
    announced,
    cast,
    confirmed_roll,
    desk_of,
    paper,
    roll_file,
)

pytestmark = pytest.mark.django_db
OWNERS = FLATS * 15


def _counted(tmp_path: Path, number: str) -> dict[str, object]:
    """What ``clearway votes count`` prints for the published file."""
    file = tmp_path / "ballots.csv"
    file.write_bytes(hold_vote.published(ballots.vote(number), ZONE))
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["votes", "count", str(file), "--json"]) == 0
    counted: dict[str, object] = json.loads(out.getvalue())
    return counted


def test_a_vote_from_its_roll_to_a_result_anybody_can_count(tmp_path: Path) -> None:
    number, printed = announced(a_vote(confirmed_roll(tmp_path, OWNERS)))
    lines = list(printed.codes)
    receipts = [cast(number, printed.codes[line], "yes" if line % 4 else "no") for line in lines[:20]]
    paper(number, printed, lines[20], "yes")
    result = hold_vote.announce(number, desk_of(Role.COMMUNITY, AFTER))
    assert (result.outcome, result.adopted, result.took_part, result.doors) == (Outcome.ADOPTED, "yes", 21, 30)
    counted = _counted(tmp_path, number)
    assert counted["outcome"] == "adopted"
    assert counted["counts"] == dict(result.counts)
    assert counted["digest"] == result.digest == digest_of(hold_vote.published(ballots.vote(number), ZONE))
    assert all(ballots.in_box(number, receipt) for receipt in receipts)
    assert verify().ok


def test_seventeen_of_thirty_owners_are_no_quorum(tmp_path: Path) -> None:
    number, printed = announced(a_vote(confirmed_roll(tmp_path, OWNERS)))
    for line in list(printed.codes)[:17]:
        cast(number, printed.codes[line], "yes")
    result = hold_vote.announce(number, desk_of(Role.COMMUNITY, AFTER))
    assert result.outcome is Outcome.QUORUM_FAILED
    assert not result.consents
    assert _counted(tmp_path, number)["outcome"] == "quorum_failed"


def test_nobody_votes_twice_by_any_channel(tmp_path: Path) -> None:
    number, printed = announced(a_vote(confirmed_roll(tmp_path, OWNERS)))
    first, second = printed.codes[1], printed.codes[2]
    cast(number, first, "yes")
    with pytest.raises(TurnUsed):
        cast(number, first, "no")
    with pytest.raises(TurnUsed) as refused:
        hold_vote.hand_out_paper(number, first, desk_of(Role.COMMUNITY, DURING))
    assert "on the web" in refused.value.text.en
    hold_vote.hand_out_paper(number, second, desk_of(Role.COMMUNITY, DURING))
    with pytest.raises(TurnUsed):
        cast(number, second, "yes")
    assert BallotRow.objects.count() == 1


def test_a_code_of_another_vote_or_a_mistyped_one_opens_nothing(tmp_path: Path) -> None:
    roll = confirmed_roll(tmp_path, OWNERS)
    (one, printed), (other, _) = announced(a_vote(roll)), announced(a_vote(roll, question="是否更换门禁"))
    with pytest.raises(UnknownCode):
        cast(other, printed.codes[1], "yes")
    with pytest.raises(UnknownCode):
        cast(one, "AAAA-BBBB-CCCC", "yes")
    cast(one, printed.codes[1].lower().replace("-", " "), "yes")


def test_no_act_after_the_close_or_before_the_opening_reaches_the_box(tmp_path: Path) -> None:
    number, printed = announced(a_vote(confirmed_roll(tmp_path, OWNERS)))
    with pytest.raises(NotOpen):
        cast(number, printed.codes[1], "yes", at=AT)
    with pytest.raises(NotOver):
        hold_vote.announce(number, desk_of(Role.COMMUNITY, DURING))
    for line in list(printed.codes)[:21]:
        cast(number, printed.codes[line], "yes")
    before = hold_vote.result_of(ballots.vote(number), load_rulebook(), ZONE)
    hold_vote.announce(number, desk_of(Role.COMMUNITY, CLOSES))
    with pytest.raises(NotOpen):
        cast(number, printed.codes[25], "no", at=CLOSES)
    with pytest.raises(NotOpen):
        hold_vote.hand_out_paper(number, printed.codes[25], desk_of(Role.COMMUNITY, AFTER))
    again = hold_vote.announce(number, desk_of(Role.TOWNSHIP, AFTER + timedelta(days=9)))
    assert before == again
    assert ballots.vote(number).state is VoteState.COUNTED


def test_two_officers_read_every_paper_ballot(tmp_path: Path) -> None:
    number, printed = announced(a_vote(confirmed_roll(tmp_path, OWNERS)))
    one, two = desk_of(Role.COMMUNITY, DURING), desk_of(Role.COMMUNITY, DURING, "community-2")
    size = hold_vote.hand_out_paper(number, printed.codes[1], one)
    code, spare = printed.sheets[size][:2]
    hold_vote.read_sheet(number, code, "yes", one)
    with pytest.raises(SameOfficer):
        hold_vote.read_sheet(number, code, "yes", one)
    with pytest.raises(ReadingsDiffer):
        hold_vote.read_sheet(number, code, "no", two)
    assert BallotRow.objects.count() == 0
    hold_vote.read_sheet(number, code, "no", one)
    hold_vote.read_sheet(number, code, "no", two)
    assert [(row.receipt, row.option) for row in BallotRow.objects.all()] == [(code, "no")]
    with pytest.raises(MoreSheetsThanTakers):
        hold_vote.read_sheet(number, spare, "yes", one)


def test_who_took_part_and_what_was_chosen_cannot_be_joined(tmp_path: Path) -> None:
    """Not by a key, a moment, an order, nor by the version of a row."""
    number, printed = announced(a_vote(confirmed_roll(tmp_path, OWNERS)))
    cast_in_order = [cast(number, printed.codes[line], "yes") for line in list(printed.codes)[:24]]
    turn_columns = {field.name for field in TurnRow._meta.get_fields()}
    ballot_columns = {field.name for field in BallotRow._meta.get_fields()}
    assert turn_columns & ballot_columns == {"id", "vote", "size"}
    assert not any(field.get_internal_type() in ("DateTimeField", "DateField") for field in BallotRow._meta.fields)
    assert {row.used_on for row in TurnRow.objects.exclude(channel="")} == {DURING.date()}
    by_id = list(BallotRow.objects.order_by("id").values_list("receipt", flat=True))
    assert sorted(by_id) == sorted(cast_in_order)
    assert by_id != cast_in_order
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT xmin::text) FROM record_ballotrow")
            assert cursor.fetchone()[0] == 1
    doors = Counter(RollLineRow.objects.values_list("area", flat=True))
    assert min(doors.values()) >= 5


def test_the_ledger_and_its_outbox_hold_no_code_choice_door_or_person(tmp_path: Path) -> None:
    number, printed = announced(a_vote(confirmed_roll(tmp_path, OWNERS)))
    receipt = cast(number, printed.codes[7], "no")
    code = paper(number, printed, 8, "yes")
    roll = ballots.roll(ballots.vote(number).draft.roll)
    hold_vote.announce(number, desk_of(Role.COMMUNITY, AFTER))
    told = "\n".join(f"{row.subject} {row.payload}" for row in LedgerLine.objects.all())
    secrets = [receipt, code, roll.lines[6].person, roll.lines[6].doors[0], "户主", *printed.codes.values()]
    assert not [secret for secret in secrets if secret in told]
    votes_told = [
        row.payload for row in LedgerLine.objects.filter(kind__in=("ballot_boxed", "turn_taken", "sheet_read"))
    ]
    assert set(votes_told) <= {"{}", '{"channel":"web","day":"2026-11-23"}', '{"channel":"paper","day":"2026-11-23"}'}
    assert OutboxRow.objects.count() == LedgerLine.objects.count()


def test_the_published_file_tells_nothing_of_fewer_than_five(tmp_path: Path) -> None:
    number, printed = announced(a_vote(confirmed_roll(tmp_path, OWNERS)))
    for line in list(printed.codes)[:4]:
        cast(number, printed.codes[line], "yes")
    file = tmp_path / "ballots.csv"
    file.write_bytes(hold_vote.published(ballots.vote(number), ZONE))
    poll = read_poll(file)
    assert {ballot.option for ballot in poll.ballots} == {""}
    assert count(poll, load_rulebook()).counts == ()
    cast(number, printed.codes[7], "no")
    file.write_bytes(hold_vote.published(ballots.vote(number), ZONE))
    held = Counter(ballot.size for ballot in read_poll(file).ballots)
    assert min(held.values()) >= 5


def test_turnout_by_building_hides_small_numbers_and_never_one_alone(tmp_path: Path) -> None:
    number, printed = announced(a_vote(confirmed_roll(tmp_path, OWNERS)))
    for line in [*range(1, 4), *range(11, 21), *range(21, 26)]:
        cast(number, printed.codes[line], "yes")
    told = ballots.turnout_by_building(ballots.vote(number))
    assert {building: used for building, used, _ in told} == {"1": None, "2": None, "3": 5}


def test_a_roll_is_corrected_with_a_reason_until_the_township_confirms_it(tmp_path: Path) -> None:
    kept = hold_vote.keep_roll(
        roll_file(tmp_path, OWNERS), a_vote("L").place_code, Body.OWNERS, HOME, desk_of(Role.COMMUNITY)
    )
    hold_vote.correct_roll(kept.number, 3, False, None, "张三：房屋未交付，由建设单位持有", desk_of(Role.COMMUNITY))
    with pytest.raises(NotAllowed):
        hold_vote.close_roll(kept.number, desk_of(Role.COMMUNITY))
    hold_vote.close_roll(kept.number, desk_of(Role.TOWNSHIP))
    roll = ballots.roll(kept.number)
    assert len(roll.eligible) == 29
    assert len(roll.digest) == 64
    assert sum(size.total for size in roll.sizes) == sum(line.area or 0 for line in roll.eligible)
    with pytest.raises(RollClosedAlready):
        hold_vote.correct_roll(kept.number, 4, False, None, "也不交付", desk_of(Role.COMMUNITY))


def test_four_owners_are_too_few_for_a_secret(tmp_path: Path) -> None:
    roll = confirmed_roll(tmp_path, FLATS * 2)
    with pytest.raises(TooFewVoters):
        hold_vote.call_vote(a_vote(roll), HOME, desk_of(Role.COMMUNITY))


def test_codes_printed_again_replace_those_nobody_used(tmp_path: Path) -> None:
    number, printed = announced(a_vote(confirmed_roll(tmp_path, OWNERS)))
    cast(number, printed.codes[1], "yes")
    again = hold_vote.issue_ballots(number, desk_of(Role.TOWNSHIP, DURING))
    with pytest.raises(UnknownCode):
        cast(number, printed.codes[2], "yes")
    with pytest.raises(UnknownCode):
        cast(number, again.codes[1], "yes")
    cast(number, again.codes[2], "yes")
    assert not again.sheets
    assert BallotRow.objects.count() == 2


def test_a_vote_on_a_roll_of_villagers_counts_heads_alone(tmp_path: Path) -> None:
    roll = confirmed_roll(tmp_path, [""] * 20, Body.VILLAGERS)
    number, printed = announced(a_vote(roll, body=Body.VILLAGERS))
    for line in list(printed.codes)[:11]:
        cast(number, printed.codes[line], "no" if line < 3 else "yes")
    result = hold_vote.announce(number, desk_of(Role.COMMUNITY, AFTER))
    assert (result.outcome, result.adopted) == (Outcome.ADOPTED, "yes")
    assert [one.name for one in result.tests] == ["part_heads", "agree_heads"]
    assert replace(result, digest="").consents
    assert result.adopted_kind is OptionKind.ADOPT


def test_the_loop_announces_what_is_over_and_leaves_the_rest(tmp_path: Path) -> None:
    roll = confirmed_roll(tmp_path, OWNERS)
    over, printed = announced(a_vote(roll))
    later, _ = announced(a_vote(roll, question="是否更换门禁", closes_at=CLOSES + timedelta(days=5)))
    for code in printed.codes.values():
        cast(over, code, "yes")
    loop = replace(desk_of(Role.COMMUNITY, AFTER), by=machine(COUNTY))
    assert hold_vote.announce_due(replace(loop, at=DURING)) == ()
    assert hold_vote.announce_due(loop) == (over,)
    assert hold_vote.announce_due(loop) == ()
    assert (ballots.vote(over).state, ballots.vote(later).state) == (VoteState.COUNTED, VoteState.ANNOUNCED)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE record_ballotrow SET option = 'no' WHERE receipt = %s",
        "DELETE FROM record_ballotrow WHERE receipt = %s",
        "UPDATE record_ballotrow SET receipt = 'AAAA-AAAA-AAAA' WHERE receipt = %s",
    ],
)
def test_a_ballot_changed_past_the_door_is_found_and_nothing_is_counted(tmp_path: Path, change: str) -> None:
    number, printed = announced(a_vote(confirmed_roll(tmp_path, OWNERS)))
    receipts = [cast(number, code, "yes") for code in list(printed.codes.values())[:21]]
    with connection.cursor() as cursor:
        cursor.execute(change, [receipts[4]])
    with pytest.raises(BoxAltered):
        cast(number, printed.codes[25], "yes")
    with pytest.raises(BoxAltered):
        hold_vote.announce(number, desk_of(Role.COMMUNITY, AFTER))
