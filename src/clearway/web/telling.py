"""What a resident fills in, read and checked: the answers become one text, a place and a need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clearway.core.barriers import Barrier, Service
from clearway.core.places import Point, is_place_code
from clearway.core.words import Bilingual
from clearway.web.language import said
from clearway.web.names import name_of
from clearway.web.refusing import FormError

SINCE = {
    "today": Bilingual("今天", "today"),
    "yesterday": Bilingual("昨天", "yesterday"),
    "days": Bilingual("两三天前", "two or three days ago"),
    "week": Bilingual("一周以上", "more than a week ago"),
    "unknown": Bilingual("不清楚", "not known"),
}
LONGEST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The form as filled in; ``point`` None where no pin was set."""

    text: str
    service: Service | None
    barrier: Barrier | None
    since: str
    place_code: str
    point: Point | None
    errors: tuple[FormError, ...]

    @property
    def whole(self) -> str:
        """The text that is kept: what was written, then the ticked answers in words."""
        parts = [said(name_of("barrier", self.barrier))] if self.barrier else []
        if self.service:
            need = name_of("service", self.service)
            parts.append(said(Bilingual(f"影响{need.zh}", f"hinders {need.en}")))
        if self.since in SINCE and self.since != "unknown":
            since = SINCE[self.since]
            parts.append(said(Bilingual(f"始于{since.zh}", f"since {since.en}")))
        if not parts:
            return self.text
        ticked = Bilingual("；".join(parts), "; ".join(parts))
        return said(Bilingual(f"{self.text}（{ticked.zh}）", f"{self.text} ({ticked.en})"))


def read_answers(form: Mapping[str, str]) -> Answers:
    """The answers, with an error for everything that is missing or cannot be."""
    text = form.get("text", "").strip()
    service, barrier, since = form.get("service", ""), form.get("barrier", ""), form.get("since", "")
    code = form.get("place_code", "")
    point, off = _point(form.get("lat", ""), form.get("lon", ""))
    errors = [*_text_errors(text), *off]
    if not point and not is_place_code(code):
        errors.append(
            FormError(
                text=Bilingual("请选择地点，或在地图上点一下", "Choose a place, or tap the map"), field="place_code"
            )
        )
    return Answers(
        text=text,
        service=Service(service) if service in set(Service) else None,
        barrier=Barrier(barrier) if barrier in set(Barrier) else None,
        since=since if since in SINCE else "",
        place_code=code if is_place_code(code) else "",
        point=point,
        errors=tuple(errors),
    )


def _text_errors(text: str) -> list[FormError]:
    if not text:
        return [FormError(text=Bilingual("请写几句发生了什么", "Say in a few words what happened"), field="text")]
    if len(text) > LONGEST:
        told = Bilingual(
            f"请写在 {LONGEST} 字以内（现有 {len(text)} 字）", f"Use at most {LONGEST} characters (now {len(text)})"
        )
        return [FormError(text=told, field="text")]
    return []


def _point(lat: str, lon: str) -> tuple[Point | None, list[FormError]]:
    if not lat and not lon:
        return None, []
    try:
        return Point(float(lat), float(lon)), []
    except ValueError:
        return None, [
            FormError(text=Bilingual("地图上的位置无效", "The point on the map is not valid"), field="place_code")
        ]
