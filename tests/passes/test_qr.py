"""QR codes: alphanumeric at level Q, read back from PNG, SVG, the sheet and the phone's picture; never above 13."""

from collections.abc import Callable
from io import BytesIO
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import typst
from PIL import Image

from clearway.core.refusals import BadFile
from clearway.passes.claims import StatusIndex
from clearway.passes.damage import blurred, creased_sheet, noisy, rotated, stained
from clearway.passes.issuing import issue, text_of
from clearway.passes.qr import draw_png, draw_svg, read_picture, version_of
from clearway.passes.refusals import CannotIssue
from clearway.publish.documents.pass_sheet import PassSheet, phone_png, sheet_pdf
from tests.passes.counties import county_with

Damage = Callable[[str, np.random.Generator], "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]"]
COUNTY = county_with(6)
CLAIMS = COUNTY.claims(companions=1, check=1_234, status=StatusIndex(1, 999_999))
TOKEN = issue(CLAIMS, COUNTY.es)
TEXT = text_of(TOKEN)
SHEET = PassSheet(
    claims=CLAIMS,
    text=TEXT,
    gates=("1207 东门", "1208 西门", "1301 医院北门"),
    duty_phone="0371-66991234",
    zone=ZoneInfo("Asia/Shanghai"),
)


def _pictured(png: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return np.asarray(Image.open(BytesIO(png)).convert("L"))


def test_the_typical_pass_has_157_bytes_and_version_11() -> None:
    assert (len(TOKEN), len(TEXT), version_of(TEXT)) == (157, 240, 11)


def test_the_picture_is_read_back_and_has_its_quiet_zone() -> None:
    png = draw_png(TEXT)
    assert read_picture(png) == (TEXT,)
    pixels = _pictured(png)
    assert pixels.shape == (69 * 8, 69 * 8)
    assert (pixels[: 4 * 8] == 255).all()
    assert (pixels[:, -4 * 8 :] == 255).all()


def test_the_drawing_has_the_same_modules() -> None:
    page = (
        '#set page(width: 69pt, height: 69pt, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 69pt)'
    )
    png = typst.compile(page.encode(), format="png", ppi=72 * 8, sys_inputs={"svg": draw_svg(TEXT)})
    assert ((_pictured(png) > 127) == (_pictured(draw_png(TEXT)) > 127)).mean() > 0.999


def test_codes_print_at_45_millimetres_or_more_by_themselves() -> None:
    width = Image.open(BytesIO(draw_png(TEXT))).info["dpi"][0]
    assert 69 * 8 / width * 25.4 == pytest.approx(51.75, abs=0.1)
    assert 'width="51.75mm"' in draw_svg(TEXT)
    assert 'width="45mm"' in draw_svg("CW1:SHORT")


def test_a_code_above_version_13_is_not_drawn() -> None:
    with pytest.raises(CannotIssue):
        draw_png("CW1:" + "A" * 400)


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", draw_png(TEXT)[:200]])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(BadFile):
        read_picture(content)


def test_a_blank_picture_holds_no_code() -> None:
    out = BytesIO()
    Image.new("L", (50, 50), 255).save(out, format="PNG")
    assert read_picture(out.getvalue()) == ()


@pytest.mark.parametrize("damage", [rotated, blurred, noisy, stained])
def test_a_damaged_code_is_read(damage: Damage) -> None:
    random = np.random.default_rng(3)
    read = 0
    for _ in range(8):
        out = BytesIO()
        Image.fromarray(damage(TEXT, random)).save(out, format="PNG")
        read += TEXT in read_picture(out.getvalue())
    assert read >= 7


def test_a_creased_sheet_shows_two_codes_of_the_same_size() -> None:
    first, second = creased_sheet(TEXT, np.random.default_rng(3))
    assert first.shape == second.shape == (240, 240)


def test_the_sheet_is_one_page_with_two_codes_and_the_phone_s_picture_holds_one() -> None:
    pdf = sheet_pdf(SHEET)
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type/Page\n") + pdf.count(b"/Type /Page\n") + pdf.count(b"/Type/Page/") <= 1
    assert read_picture(phone_png(SHEET)) == (TEXT,)


def test_a_sheet_with_sixteen_gates_stays_one_page() -> None:
    claims = COUNTY.claims(gates=tuple(range(1_200, 1_216)))
    names = tuple(f"{number} 人民路东门" for number in claims.gates)
    text = text_of(issue(claims, COUNTY.ed))
    full = PassSheet(claims=claims, text=text, gates=names, duty_phone="0371-66991234", zone=ZoneInfo("Asia/Shanghai"))
    assert b"/Count 1" in sheet_pdf(full)
