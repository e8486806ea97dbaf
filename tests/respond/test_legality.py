"""What the rulebook says of a measure: organs read, the matrix, and that the unknown is never a pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.barriers import ImposedBy
from clearway.core.epidemic import DiseaseClass
from clearway.core.measures import Measure, MeasureKind
from clearway.core.rules import Force, Rulebook
from clearway.law.load import load_rulebook
from clearway.respond.findings import Finding, Verdict
from clearway.respond.legality import findings, worst
from clearway.respond.organs import Organ, OrganRead, read_organ

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 11, 20, 8, tzinfo=ZONE)
LAWFUL = Measure(
    number="M1",
    kind=MeasureKind.CLOSE_PLACE,
    place_code="410102001001-A3",
    place_text="",
    starts_at=START,
    ends_at=START + timedelta(days=5),
    imposed_by=ImposedBy.GOVERNMENT,
    deciding_organ="中原区人民政府",
    legal_basis="传染病防治法第六十三条",
    scope="3号楼",
    reason="2例感染",
    public_notice_id="N1",
)


def by_check(found: tuple[Finding, ...]) -> dict[str, Finding]:
    return {finding.check: finding for finding in found}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("中原区人民政府", Organ.COUNTY, Organ.COUNTY),
        ("河南省郑州市中原区人民政府", Organ.COUNTY, Organ.COUNTY),
        ("河南省郑州市新密市人民政府", Organ.COUNTY, Organ.COUNTY),
        ("某自治县人民政府", Organ.COUNTY, Organ.COUNTY),
        ("新密市人民政府", Organ.COUNTY, Organ.CITY),
        ("上海市人民政府", Organ.PROVINCE, Organ.PROVINCE),
        ("河南省人民政府", Organ.PROVINCE, Organ.PROVINCE),
        ("广西壮族自治区人民政府", Organ.PROVINCE, Organ.PROVINCE),
        ("延边朝鲜族自治州人民政府", Organ.CITY, Organ.CITY),
        ("某镇人民政府", Organ.TOWNSHIP, Organ.TOWNSHIP),
        ("某街道办事处", Organ.TOWNSHIP, Organ.TOWNSHIP),
        ("国务院", Organ.STATE_COUNCIL, Organ.STATE_COUNCIL),
        ("某社区居民委员会", Organ.NOBODY, Organ.NOBODY),
        ("某村委会", Organ.NOBODY, Organ.NOBODY),
        ("某物业服务有限公司", Organ.NOBODY, Organ.NOBODY),
        ("某县卫生健康委员会", Organ.DEPARTMENT, Organ.DEPARTMENT),
        ("某县公安局", Organ.DEPARTMENT, Organ.DEPARTMENT),
        ("county_government", Organ.COUNTY, Organ.COUNTY),
        ("city", Organ.CITY, Organ.CITY),
        ("Qinghe County Government", Organ.COUNTY, Organ.COUNTY),
        ("Zhengzhou municipal government", Organ.COUNTY, Organ.CITY),
        ("Henan provincial government", Organ.PROVINCE, Organ.PROVINCE),
    ],
)
def test_an_organ_is_read_from_its_name(text: str, low: Organ, high: Organ) -> None:
    assert read_organ(text) == OrganRead(low, high)


@pytest.mark.parametrize("text", ["", "疫情防控指挥部", "有关部门研究", "???"])
def test_what_names_no_organ_we_know_stays_unknown(text: str) -> None:
    assert read_organ(text) is None


def test_a_lawful_closure_fails_nothing(rulebook: Rulebook) -> None:
    found = findings(LAWFUL, rulebook, START, [], notice_at=START - timedelta(hours=24), alternative="分时段管控")
    assert worst(found) is Verdict.UNKNOWN
    assert {f.check for f in found if f.verdict is not Verdict.PASS} == {"notice_content"}


@given(
    kind=st.sampled_from(list(MeasureKind)),
    imposed_by=st.sampled_from(list(ImposedBy)),
    organ=st.sampled_from(["", "某镇人民政府", "某县人民政府", "city", "province", "国务院", "某村委会"]),
    disease=st.none() | st.sampled_from(list(DiseaseClass)),
)
def test_nobody_below_a_county_government_ever_has_the_power(
    kind: MeasureKind, imposed_by: ImposedBy, organ: str, disease: DiseaseClass | None
) -> None:
    measure = replace(LAWFUL, kind=kind, imposed_by=imposed_by, deciding_organ=organ)
    verdict = by_check(findings(measure, load_rulebook(), START, disease=disease))["authority"].verdict
    if organ in ("", "某镇人民政府", "某村委会") or imposed_by in (
        ImposedBy.COMMITTEE,
        ImposedBy.PROPERTY,
        ImposedBy.PRIVATE,
    ):
        assert verdict is not Verdict.PASS
    if kind is MeasureKind.SEAL_AREA and disease is not DiseaseClass.A:
        assert verdict is not Verdict.PASS


def test_a_whole_township_needs_the_level_above_and_a_whole_city_the_province(rulebook: Rulebook) -> None:
    township = replace(LAWFUL, place_code="410102001000")
    city = replace(LAWFUL, place_code="410100000000", deciding_organ="city")
    assert by_check(findings(township, rulebook, START))["authority"].verdict is Verdict.FAIL
    assert by_check(findings(city, rulebook, START))["authority"].verdict is Verdict.FAIL
    province = replace(city, deciding_organ="河南省人民政府")
    assert by_check(findings(province, rulebook, START))["authority"].verdict is Verdict.PASS


def test_a_past_decision_is_read_under_the_law_of_its_day(rulebook: Rulebook) -> None:
    start = datetime(2022, 11, 20, 8, tzinfo=ZONE)
    measure = replace(LAWFUL, starts_at=start, ends_at=start + timedelta(days=5))
    finding = by_check(findings(measure, rulebook, start))["authority"]
    assert finding.verdict is Verdict.FAIL
    assert "旧法第42条" in finding.article.zh


def test_a_way_on_the_list_names_the_law_where_there_is_one_else_the_plan(rulebook: Rulebook) -> None:
    fire = by_check(findings(LAWFUL, rulebook, START, ["village_trunk_road", "fire_lane"]))["negative_list"]
    village = by_check(findings(LAWFUL, rulebook, START, ["village_trunk_road"]))["negative_list"]
    assert (fire.verdict, fire.force, fire.article.zh) == (Verdict.FAIL, Force.LAW, "消防法第28条")
    assert (village.verdict, village.force, village.article.zh) == (Verdict.FAIL, Force.POLICY, "工作方案 5.1")


def test_a_protected_way_of_a_kind_unknown_still_fails(rulebook: Rulebook) -> None:
    assert by_check(findings(LAWFUL, rulebook, START, ["canal"]))["negative_list"].verdict is Verdict.FAIL


def test_what_the_plan_asks_is_never_given_the_force_of_law(rulebook: Rulebook) -> None:
    found = by_check(findings(LAWFUL, rulebook, START))
    assert [found[name].force for name in ("ceiling", "notice", "term")] == [Force.POLICY] * 3


def test_nothing_said_is_unknown_and_never_a_pass(rulebook: Rulebook) -> None:
    found = by_check(findings(LAWFUL, rulebook, START))
    unsaid = ("negative_list", "least_restrictive", "notice")
    assert [found[name].verdict for name in unsaid] == [Verdict.UNKNOWN] * 3


def test_no_notice_once_the_measure_has_begun_fails(rulebook: Rulebook) -> None:
    silent = replace(LAWFUL, public_notice_id="")
    assert by_check(findings(silent, rulebook, START))["notice"].verdict is Verdict.FAIL
    before = START - timedelta(days=2)
    assert by_check(findings(silent, rulebook, before))["notice"].verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("basis", "verdict"),
    [
        ("", Verdict.FAIL),
        ("上级要求", Verdict.UNKNOWN),
        ("传染病防治法第63条", Verdict.PASS),
        ("传染病防治法第六十三条", Verdict.PASS),
        ("Infectious Diseases Law art. 63", Verdict.PASS),
        ("传染病防治法第六十六条", Verdict.UNKNOWN),
        ("传染病防治法第十条", Verdict.UNKNOWN),
    ],
)
def test_a_basis_passes_only_if_it_is_about_this_kind_of_measure(
    rulebook: Rulebook, basis: str, verdict: Verdict
) -> None:
    measure = replace(LAWFUL, legal_basis=basis)
    assert by_check(findings(measure, rulebook, START))["basis"].verdict is verdict


def test_an_overlay_that_tightens_the_ceiling_is_what_the_reading_uses(rulebook: Rulebook) -> None:
    tight = Rulebook(
        {
            **rulebook.rules,
            "closing.ceiling_days": replace(
                rulebook.rule("closing.ceiling_days"),
                values=tuple(replace(v, value=3) for v in rulebook.rule("closing.ceiling_days").values),
            ),
        }
    )
    assert by_check(findings(LAWFUL, tight, START))["ceiling"].verdict is Verdict.FAIL


def test_every_finding_speaks_both_languages_and_names_its_article(rulebook: Rulebook) -> None:
    for finding in findings(replace(LAWFUL, registered=False, ends_at=None), rulebook, START):
        assert finding.text.zh != finding.text.en
        assert finding.article.zh
        assert finding.rule in rulebook.rules
