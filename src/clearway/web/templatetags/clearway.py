"""``{% load clearway %}``: sentences in the page's language, names of terms, moments, clocks."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from clearway.core.rules import Citation, Verified
from clearway.core.words import Bilingual, filled
from clearway.publish.documents.paper import Section
from clearway.web import times
from clearway.web.language import current
from clearway.web.language import said as say_it
from clearway.web.names import TABLES, name_of

register = template.Library()
_HAN = re.compile(r"[\u3400-\u9fff]")
_MINUTE = 60


@register.simple_tag
def say(zh: str, en: str, **values: object) -> str:
    """The sentence in the page's language; ``{name}`` places are filled, and everything is escaped."""
    return filled(say_it(Bilingual(zh, en)), **values) if values else say_it(Bilingual(zh, en))


@register.filter
def said(sentence: Any) -> str:
    """A ``Bilingual`` (or its ``{"zh": …, "en": …}``) in the page's language; anything else as text."""
    if isinstance(sentence, Bilingual):
        return say_it(sentence)
    if isinstance(sentence, dict):
        return str(sentence.get(current(), ""))
    return "" if sentence is None else str(sentence)


@register.filter
def quoted(text: Any) -> SafeString | str:
    """A name or quotation as written: marked as Chinese where it is, on a page in English."""
    words = said(text)
    if current() == "en" and _HAN.search(words):
        return format_html('<span lang="zh-CN">{}</span>', words)
    return words


@register.filter
def article(citation: Citation) -> str:
    """The article or section cited, as people write it."""
    if citation.verified is Verified.PLAN:
        return say_it(Bilingual(f"第 {citation.article} 节", f"section {citation.article}"))
    return say_it(Bilingual(f"第 {citation.article} 条", f"article {citation.article}"))


@register.filter
def named(term: Any, table: str) -> str:
    """The name of a term of the work plan: ``{{ case.state|named:"case_state" }}``."""
    return say_it(name_of(table, term))


@register.filter
def act_named(term: str) -> str:
    """The name of an act or outcome as a ledger line has it: a step, an event, an outcome or advice."""
    table = next((name for name in ("step", "event", "step_outcome", "advice") if term in TABLES[name]), "event")
    return say_it(name_of(table, term))


@register.filter
def moment(value: datetime | str | None) -> SafeString | str:
    """A moment in the county's zone, to the minute; a dash where nothing is known."""
    if not isinstance(value, datetime):
        return "—"
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), say_it(times.moment(value)))


@register.filter
def day(value: datetime | date | str | None) -> SafeString | str:
    """A day in the county's zone; a dash where nothing is known."""
    if not isinstance(value, date):
        return "—"
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), say_it(times.day(value)))


@register.simple_tag(takes_context=True)
def clock(context: template.Context, due: datetime, finished: datetime | None = None) -> SafeString:
    """How much time is left, or by how much it ran over: in words, and marked when it is over or near."""
    told = times.clock(due, at=context["at"], finished=finished)
    return format_html('<span class="clock {}">{}</span>', told.mark, say_it(told.text))


@register.simple_tag(takes_context=True)
def ago(context: template.Context, then: datetime) -> str:
    """How long ago, in words."""
    return say_it(times.ago(then, at=context["at"]))


@register.filter
def people(count: float | None) -> str:
    """A number of people: an estimate is said to be one; nothing known is said too."""
    if count is None:
        return say_it(Bilingual("未知", "unknown"))
    return say_it(Bilingual(f"约 {count:,.0f} 人", f"about {count:,.0f} people"))


@register.filter
def minutes(seconds: float | None) -> str:
    """Seconds as minutes."""
    if seconds is None:
        return "—"
    if 0 < seconds < _MINUTE:
        return say_it(Bilingual("不到 1 分钟", "under 1 min"))
    return say_it(Bilingual(f"{seconds / _MINUTE:.0f} 分钟", f"{seconds / _MINUTE:.0f} min"))


@register.filter
def yuan(fen: int | None) -> str:
    """Whole fen as yuan; a dash where nothing is known."""
    if fen is None:
        return "—"
    return say_it(Bilingual(f"{fen / 100:,.2f} 元", f"{fen / 100:,.2f} yuan"))


@register.filter
def percent(share: float | None) -> str:
    """A share between 0 and 1 as per cent."""
    return "—" if share is None else f"{share:.0%}"


@register.filter
def drawn(picture: str) -> SafeString:
    """A chart of our own drawing, in which every text was escaped."""
    return mark_safe(picture)  # noqa: S308 (drawn by publish.charts, texts escaped there)


@register.filter
def linked_rows(section: Section) -> list[tuple[tuple[str, ...], str]]:
    """Rows of a section, each with where it leads ("" nowhere)."""
    links = [*section.links, *("" for _ in section.rows)]
    return list(zip(section.rows, links, strict=False))
