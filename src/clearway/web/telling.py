"""What a resident fills in, read and checked: the answers become one text, a place and a need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from clearway.core.barriers import Barrier, Service
from clearway.core.notices import Channel, Contact
from clearway.core.places import Point, is_place_code
from clearway.core.words import Bilingual
from clearway.web.language import current, said
from clearway.web.names import name_of
from clearway.web.refusing import FormError

SINCE = {
    "today": Bilingual("今天", "today"),
    "yesterday": Bilingual("昨天", "yesterday"),
    "days": Bilingual("两三天前", "two or three days ago"),
    "week": Bilingual("一周以上", "more than a week ago"),
    "unknown": Bilingual("不清楚", "not known"),
}
WHOM = {
    "me": Bilingual("我和家人", "me and my family"),
    "patient": Bilingual("要定期治疗的病人", "somebody in regular treatment"),
    "pregnant": Bilingual("孕产妇", "a pregnant woman"),
    "elderly": Bilingual("老人或行动不便者", "old people, or people who walk badly"),
    "child": Bilingual("学生或儿童", "pupils or children"),
    "building": Bilingual("整栋楼（整个村）", "a whole building or village"),
    "rescue": Bilingual("救护车、消防车", "ambulances and fire engines"),
}
#: How somebody wants to hear of it; empty: not at all.
CONTACTS = {"sms": Bilingual("短信", "text message"), "email": Bilingual("电子邮件", "e-mail")}
LONGEST = 1_000
LONGEST_ADDRESS = 120
_UNREACHABLE = Bilingual(
    "请填写有效的手机号或电子邮箱，或选择匿名", "Give a valid number or address, or choose to stay anonymous"
)
LIKE_A_NUMBER = re.compile(r"\+?[0-9][0-9 -]{5,18}[0-9]")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The form as filled in; ``point`` None where no pin was set."""

    text: str
    service: Service | None
    barrier: Barrier | None
    since: str
    whom: str
    place_code: str
    point: Point | None
    contact: Contact | None
    errors: tuple[FormError, ...]
    of: str = ""

    @property
    def whole(self) -> str:
        """The text that is kept: what was written, then the ticked answers in words."""
        parts = [said(name_of("barrier", self.barrier))] if self.barrier else []
        if self.service:
            need = name_of("service", self.service)
            parts.append(said(Bilingual(f"影响{need.zh}", f"hinders {need.en}")))
        if self.whom in WHOM:
            whom = WHOM[self.whom]
            parts.append(said(Bilingual(f"受影响的是{whom.zh}", f"for {whom.en}")))
        if self.since in SINCE and self.since != "unknown":
            since = SINCE[self.since]
            parts.append(said(Bilingual(f"始于{since.zh}", f"since {since.en}")))
        if not parts:
            return self.text
        ticked = Bilingual("；".join(parts), "; ".join(parts))
        return said(Bilingual(f"{self.text}（{ticked.zh}）", f"{self.text} ({ticked.en})"))


def read_answers(form: Mapping[str, str]) -> Answers:
    """The answers, with an error for everything that is missing or cannot be."""
    text, of = form.get("text", "").strip(), form.get("of", "").strip()[:40]
    service, barrier, since = form.get("service", ""), form.get("barrier", ""), form.get("since", "")
    code, whom = form.get("place_code", ""), form.get("whom", "")
    point, off = _point(form.get("lat", ""), form.get("lon", ""))
    contact, unreachable = _contact(form)
    errors = [*(() if of and not text else _text_errors(text)), *off, *unreachable]
    if not of and not point and not is_place_code(code):
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
        whom=whom if whom in WHOM else "",
        place_code=code if is_place_code(code) else "",
        point=point,
        contact=contact,
        errors=tuple(errors),
        of=of,
    )


def _contact(form: Mapping[str, str]) -> tuple[Contact | None, list[FormError]]:
    """How to reach whoever tells, where they want to be reached: kept sealed, shown to no office of the place."""
    channel, address = form.get("contact", ""), form.get("address", "").strip()
    if channel not in CONTACTS:
        return None, []
    fits = LIKE_A_NUMBER if channel == "sms" else _EMAIL
    if len(address) > LONGEST_ADDRESS or not fits.fullmatch(address):
        return None, [FormError(text=_UNREACHABLE, field="address")]
    return Contact(channel=Channel(channel), address=address, language=current()), []


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
