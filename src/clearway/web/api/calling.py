"""A call of the interface, from the request to the answer: key, limit, body, idempotency, act, or a problem."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import structlog
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from pydantic import BaseModel, TypeAdapter, ValidationError

from clearway.core.access import ApiKey
from clearway.core.refusals import BadFile, Broken, NotFound, Refusal
from clearway.record.answers import Answer, Asked, given, remember_or_given
from clearway.record.api_keys import find_key
from clearway.web.api.endpoint import JSON, Call, Endpoint
from clearway.web.api.limits import count
from clearway.web.api.problems import (
    Busy,
    Malformed,
    NoKey,
    NoSuchMethod,
    TooLarge,
    Unfit,
    WrongMedia,
    WrongScope,
    problem,
)

_LOG = structlog.get_logger(__name__)
_FORM = "multipart/form-data"


def view(endpoints: Mapping[str, Endpoint]) -> Any:
    """The view of one address; ``endpoints`` by method."""

    @csrf_exempt
    @never_cache
    def answer(request: HttpRequest, **parts: str) -> HttpResponse:
        return _told_as_problem(request, endpoints, parts)

    return answer


@csrf_exempt
def nowhere(request: HttpRequest, **parts: str) -> HttpResponse:
    """An address the interface does not have."""
    return problem(NotFound(what="document", number=request.path[:80]))


def _told_as_problem(request: HttpRequest, endpoints: Mapping[str, Endpoint], parts: Mapping[str, str]) -> HttpResponse:
    """The answer, or what went wrong as a problem; never a traceback."""
    method = "GET" if request.method == "HEAD" else str(request.method)
    try:
        if method not in endpoints:
            allowed = ", ".join(sorted(endpoints))
            return problem(NoSuchMethod(allowed=allowed), {"Allow": allowed})
        return _answered(request, endpoints[method], parts)
    except NoKey as refusal:
        return problem(refusal, {"WWW-Authenticate": 'Bearer realm="clearway"'})
    except BadFile as refusal:
        return problem(Unfit([{"pointer": "/", "detail": refusal.text.en}]))
    except Refusal as refusal:
        return problem(refusal)
    except Http404:
        return problem(NotFound(what="document", number=request.path[:80]))
    except (BadRequest, SuspiciousOperation, UnreadablePostError, MultiPartParserError, RequestDataTooBig):
        return problem(Malformed(zh="请求体", en="its body"))
    except OperationalError:
        _LOG.exception("database", path=endpoints[method].path)
        return problem(Busy())
    except Exception:
        _LOG.exception("fault", path=endpoints[method].path)
        return problem(Broken(what="api", log="stderr"))


def _answered(request: HttpRequest, endpoint: Endpoint, parts: Mapping[str, str]) -> HttpResponse:
    key = _key(request, endpoint)
    count(request, key)
    raw = _raw(request, endpoint) if endpoint.method != "GET" else b""
    asked = _asked(request, endpoint, key, raw)
    call = Call(
        request=request,
        at=timezone.now(),
        parts=parts,
        query=request.GET.dict(),
        raw=raw,
        document=_document(request, endpoint, raw),
        key=key,
        asked=asked,
    )
    if asked is None or endpoint.remembers:
        return respond(endpoint.status, _plain(endpoint.act(call)))
    before = given(asked)
    if before is not None:
        return respond(*before, again=True)
    done: Answer = (endpoint.status, _plain(endpoint.act(call)))
    return respond(*remember_or_given(asked, done, call.at))


def respond(status: int, document: object, *, again: bool = False) -> HttpResponse:
    """A JSON answer."""
    answer = HttpResponse(json.dumps(document, ensure_ascii=False), content_type=JSON, status=status)
    if again:
        answer["Idempotency-Replayed"] = "true"
    return answer


def key_sent(request: HttpRequest) -> str:
    """The key a request brings, in ``Authorization: Bearer`` or ``X-Api-Key``; empty: none."""
    bearer = request.headers.get("Authorization", "")
    return bearer[7:].strip() if bearer[:7].lower() == "bearer " else request.headers.get("X-Api-Key", "").strip()


def _key(request: HttpRequest, endpoint: Endpoint) -> ApiKey | None:
    sent = key_sent(request)
    key = find_key(sent)
    if key is None and (sent or endpoint.scopes):
        raise NoKey()
    if key is not None and endpoint.scopes and key.scope not in endpoint.scopes:
        raise WrongScope(found=key.scope.value, wanted=" / ".join(sorted(endpoint.scopes)))
    return key


def _raw(request: HttpRequest, endpoint: Endpoint) -> bytes:
    """The body; of a form, the bytes of its first file."""
    media = request.content_type or JSON
    if media not in endpoint.media and not (media == "application/octet-stream" and endpoint.takes is None):
        raise WrongMedia(found=media[:60], wanted=", ".join(endpoint.media))
    files: list[Any] = list(request.FILES.values()) if media == _FORM else [request]
    if not files:
        raise Malformed(zh="表单里没有文件", en="there is no file in the form")
    raw = bytes(files[0].read(endpoint.most_bytes + 1))
    if len(raw) > endpoint.most_bytes:
        raise TooLarge(most=endpoint.most_bytes)
    return raw


def _asked(request: HttpRequest, endpoint: Endpoint, key: ApiKey | None, raw: bytes) -> Asked | None:
    sent = request.headers.get("Idempotency-Key")
    if endpoint.method == "GET" or sent is None:
        return None
    return Asked.of(key.number if key else "", f"{endpoint.method} {request.path}", sent.strip(), raw)


def _document(request: HttpRequest, endpoint: Endpoint, raw: bytes) -> Any:
    if endpoint.takes is None or (request.content_type or JSON) != JSON:
        return None
    try:
        return _reader(endpoint.takes).validate_json(raw)
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False, include_context=False, include_input=False)
        if errors[0]["type"] == "json_invalid":
            raise Malformed(zh="不是有效的 JSON（UTF-8）", en="not valid JSON in UTF-8") from None
        raise Unfit([_error(error["loc"], error["msg"]) for error in errors[:20]]) from None
    except (RecursionError, UnicodeDecodeError):
        raise Malformed(zh="不是有效的 JSON（UTF-8）", en="not valid JSON in UTF-8") from None


@cache
def _reader(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)


def _error(where: tuple[int | str, ...], what: str) -> dict[str, str]:
    return {"pointer": "".join(f"/{part}" for part in where)[:120] or "/", "detail": what[:200]}


def _plain(told: BaseModel) -> dict[str, Any]:
    return told.model_dump(mode="json", exclude_none=False)
