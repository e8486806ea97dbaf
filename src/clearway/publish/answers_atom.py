"""Answers to rising anger as a feed (Atom, RFC 4287): an entry an item, its words the newest answer."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from clearway.core.opinion import OpinionItem
from clearway.core.words import Bilingual, Language
from clearway.publish.atom import MEDIA_TYPE, Entry, Feed, Link, atom
from clearway.publish.characters import clean, one_line

NAME = "answers.atom"
_TITLE = Bilingual("回应关切", "Answers to what people were worried about")
_ABOUT = Bilingual("很多人同时反映的事，由谁回应、怎么答的", "what many people spoke of at once, and what was answered")
_AUTHOR = Bilingual("通途", "Clearway")
_TAGS = {"zh": "zh-CN", "en": "en"}


def answers_atom(
    items: Sequence[OpinionItem], places: Mapping[str, Bilingual], *, site: str, source: str, language: Language
) -> bytes:
    """The feed of the answered ``items``, newest first. ``source`` names the installation for ever (ids are made of
    it), ``site`` is the address it was asked at."""
    answered = [(one, one.answered_at) for one in items if one.answered_at is not None]
    return atom(
        Feed(
            id=_urn(source, NAME),
            title=_TITLE.say(language),
            subtitle=_ABOUT.say(language),
            author=_AUTHOR.say(language),
            language=_TAGS[language],
            updated=max((at for _, at in answered), default=_NEVER),
            links=_links(site, language),
        ),
        [_entry(one, at, places[one.place_code], site, source, language) for one, at in answered],
    )


def _entry(one: OpinionItem, at: datetime, place: Bilingual, site: str, source: str, language: Language) -> Entry:
    answer = one.answer or Bilingual("", "")
    return Entry(
        id=_urn(source, one.number),
        title=one_line(place.say(language)),
        updated=at,
        links=(Link(rel="alternate", href=f"{site}/opinion/answers/{one.number}", type="text/html"),),
        text=clean(answer.say(language)),
    )


def _links(site: str, language: Language) -> tuple[Link, ...]:
    address, other = f"{site}/feeds/{NAME}", "en" if language == "zh" else "zh"
    media = MEDIA_TYPE.partition(";")[0]
    return (
        Link(rel="self", href=f"{address}?lang={language}", type=media, hreflang=_TAGS[language]),
        Link(rel="alternate", href=f"{address}?lang={other}", type=media, hreflang=_TAGS[other]),
        Link(rel="alternate", href=f"{site}/opinion/answers/", type="text/html"),
    )


def _urn(source: str, name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{source}/{name}").urn


_NEVER = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
