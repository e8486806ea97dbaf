"""Errors of the interface as RFC 9457 problem documents, in both languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.web.refusing import in_words

MEDIA = "application/problem+json"
_STATUS = {
    "not_found": 404,
    "not_allowed": 403,
    "no_key": 401,
    "wrong_scope": 403,
    "too_many": 429,
    "malformed": 400,
    "idempotency_key_malformed": 400,
    "method": 405,
    "media_type": 415,
    "bad_photo": 415,
    "photo_too_large": 413,
    "too_large": 413,
    "busy": 503,
    "internal": 500,
}
_RETRY_SECONDS = {429: "10", 503: "2"}


class NoKey(Refusal):
    """No key, or one that opens nothing."""

    code = "no_key"
    template = Bilingual(
        "需要有效的 API 密钥（Authorization: Bearer …）", "a valid API key is needed (Authorization: Bearer …)"
    )


class WrongScope(Refusal):
    """A key for something else."""

    code = "wrong_scope"
    template = Bilingual(
        "此密钥用于 {found}，这里需要 {wanted}", "this key is for {found}, here one for {wanted} is needed"
    )


class Malformed(Refusal):
    """The body is not what it says it is."""

    code = "malformed"
    template = Bilingual("请求无法读取：{zh}", "the request cannot be read: {en}")
    try_again = True


class TooLarge(Refusal):
    """More bytes than are taken."""

    code = "too_large"
    template = Bilingual("请求过大：最多 {most} 字节", "the request is too large: at most {most} bytes")


class NoSuchMethod(Refusal):
    """The address knows other methods."""

    code = "method"
    template = Bilingual("此地址只接受 {allowed}", "this address takes {allowed} only")


class WrongMedia(Refusal):
    """Another media type than is read."""

    code = "media_type"
    template = Bilingual("此地址只接受 {wanted}（现为 {found}）", "this address takes {wanted} (found {found})")


class Busy(Refusal):
    """The database could not be written in time."""

    code = "busy"
    template = Bilingual("系统正忙，请稍后重试", "busy just now: try again in a moment")
    try_again = True


class Unfit(Refusal):
    """The document was read and does not fit; ``errors`` say where."""

    code = "invalid"
    template = Bilingual("请求内容不符合要求：{where}", "the document does not fit: {where}")
    try_again = True

    def __init__(self, errors: list[dict[str, str]]) -> None:
        super().__init__(where="; ".join(f"{error['pointer']}: {error['detail']}" for error in errors[:3])[:300])
        self.errors = errors


def status_of(refusal: Refusal) -> int:
    """The status that fits: by code, else 422 (RFC 9110)."""
    return _STATUS.get(refusal.code, 422)


def problem(refusal: Refusal, extra: Mapping[str, str] | None = None) -> HttpResponse:
    """The document; ``extra`` are headers."""
    status = status_of(refusal)
    text = in_words(refusal)
    document: dict[str, Any] = {
        "type": f"urn:clearway:problem:{refusal.code}",
        "title": refusal.code.replace("_", " "),
        "status": status,
        "detail": text.en,
        "detail_zh": text.zh,
        "code": refusal.code,
        "try_again": refusal.try_again,
        **({"rule": refusal.rule} if refusal.rule else {}),
        **({"errors": refusal.errors} if isinstance(refusal, Unfit) else {}),
    }
    answer = HttpResponse(json.dumps(document, ensure_ascii=False), content_type=MEDIA, status=status)
    if status in _RETRY_SECONDS:
        answer["Retry-After"] = _RETRY_SECONDS[status]
    for name, value in (extra or {}).items():
        answer[name] = value
    return answer
