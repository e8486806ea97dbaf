"""``/open311/v2/``: Open311 GeoReport v2, XML and JSON (wiki.open311.org/GeoReport_v2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from clearway.core.access import ApiKey, Scope
from clearway.core.photos import Photo
from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.law.load import load_rulebook
from clearway.loop.keep_photo import keep_photo
from clearway.loop.open311 import (
    Counter,
    find_requests,
    request_of_token,
    take_request,
    with_attributes,
)
from clearway.publish import open311 as documents
from clearway.publish.open311_services import BY_CODE
from clearway.record.answers import Asked, BadKey
from clearway.record.api_keys import find_key
from clearway.sources.open311 import Wrong, attributes_sent, fields, filters
from clearway.sources.photos import MOST_BYTES
from clearway.web.api.calling import key_sent
from clearway.web.api.limits import count
from clearway.web.county import county_name
from clearway.web.language import current, said
from clearway.web.throttle import TooMany

_LOG = structlog.get_logger(__name__)
_FORMS = ("json", "xml")
_CODES = frozenset(BY_CODE)
Told = tuple[int, documents.Whole]


def _answers(*methods: str) -> Callable[[Callable[..., Told]], Any]:
    """A view of the interface: its answer in the form asked for, whatever went wrong as an error list."""

    def decorate(tell: Callable[..., Told]) -> Any:
        @csrf_exempt
        @never_cache
        def view(request: HttpRequest, form: str = "", **parts: str) -> HttpResponse:
            form, parts = _form(request, form, parts)
            if form not in _FORMS:
                return _error(Wrong(400, f"不支持的格式：{form[:20]}", f"no such format: {form[:20]}"), "xml")
            if request.method not in methods and not (request.method == "HEAD" and "GET" in methods):
                allowed = ", ".join(methods)
                wrong = Wrong(405, f"只接受 {allowed}", f"only {allowed} is taken here")
                return _error(wrong, form, {"Allow": allowed})
            return _told(tell, request, form, parts)

        return view

    return decorate


@_answers("GET")
def discovery(request: HttpRequest) -> Told:
    """Service Discovery."""
    site = _site(request)
    contact = said(Bilingual(f"{county_name()} 12345 热线；{site}/", f"{county_name()} hotline 12345; {site}/"))
    key = said(Bilingual("密钥由县里开通，请联系 12345", "keys are given out by the county: ask hotline 12345"))
    return 200, documents.discovery(site, contact.strip(), key, "test" if settings.DEMO else "production")


@_answers("GET")
def services(request: HttpRequest) -> Told:
    """GET Service List."""
    _jurisdiction(request)
    return 200, documents.services(current())


@_answers("GET")
def service(request: HttpRequest, code: str) -> Told:
    """GET Service Definition."""
    _jurisdiction(request)
    if code not in _CODES:
        raise Wrong(404, f"service_code 不存在：{code[:40]}", f"service_code was not found: {code[:40]}")
    return 200, documents.definition(BY_CODE[code], current())


@_answers("GET", "POST")
def requests(request: HttpRequest) -> Told:
    """GET Service Requests; POST Service Request."""
    if request.method == "POST":
        return _take(request)
    _jurisdiction(request)
    counter = _counter()
    asked = filters(_listed(request), _CODES, at=counter.at, zone=counter.zone)
    return 200, documents.requests(find_requests(asked, counter), _names())


@_answers("GET")
def one_request(request: HttpRequest, number: str) -> Told:
    """GET Service Request."""
    _jurisdiction(request)
    counter = _counter()
    asked = filters({"service_request_id": number}, _CODES, at=counter.at, zone=counter.zone)
    return 200, documents.requests(find_requests(asked, counter), _names())


@_answers("GET")
def token(request: HttpRequest, token: str) -> Told:
    """GET service_request_id from a token."""
    _jurisdiction(request)
    number = request_of_token(token)
    if number is None:
        raise Wrong(404, "没有这个 token", "token was not found")
    return 200, documents.from_token(number, token)


@_answers("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
def nowhere(request: HttpRequest, rest: str = "") -> Told:
    """Nothing of the interface."""
    raise Wrong(404, "没有这个地址", "there is no such address")


def _take(request: HttpRequest) -> Told:
    if request.content_type not in ("application/x-www-form-urlencoded", "multipart/form-data", ""):
        raise Wrong(400, "请以 application/x-www-form-urlencoded 提交", "send application/x-www-form-urlencoded")
    key = _key(request)
    count(request, key)
    _jurisdiction(request)
    counter = _counter()
    given = fields({**request.GET.dict(), **request.POST.dict()}, _CODES)
    given = with_attributes(given, attributes_sent(dict(request.POST.lists())), counter.zone)
    receipt = take_request(given, key, counter, _asked(request, key), _photos(request))
    notice = Bilingual(
        f"县里将在24小时内答复。查询办理进度：{_site(request)}/track/{receipt.token}",
        f"The county answers within 24 hours. Follow it at {_site(request)}/track/{receipt.token}",
    )
    return 201, documents.created(receipt.number, said(notice))


def _key(request: HttpRequest) -> ApiKey:
    sent = request.POST.get("api_key") or request.GET.get("api_key") or key_sent(request)
    key = find_key(sent.strip())
    if key is None:
        raise Wrong(403, "缺少 api_key 或 api_key 无效", "api_key is missing or not valid")
    if key.scope is not Scope.OPEN311:
        raise Wrong(403, "此 api_key 不用于 Open311", "this api_key is not for Open311")
    return key


def _asked(request: HttpRequest, key: ApiKey) -> Asked | None:
    sent = request.headers.get("Idempotency-Key", "").strip()
    if not sent:
        return None
    form = sorted((name, values) for name, values in request.POST.lists() if name != "api_key")
    try:
        return Asked.of(key.number, "POST open311/v2/requests", sent, repr(form).encode())
    except BadKey as refusal:
        raise Wrong(400, refusal.text.zh, refusal.text.en) from None


def _photos(request: HttpRequest) -> tuple[Photo, ...]:
    """Pictures sent in the form itself (a wide-spread extension: ``media``)."""
    files = [file for name in request.FILES for file in request.FILES.getlist(name)][:3]
    return tuple(keep_photo(file.read(MOST_BYTES + 1), settings.ENVIRONMENT.home) for file in files)


def _jurisdiction(request: HttpRequest) -> None:
    """One jurisdiction only: named by the county's code or the site's host, or not at all.

    Raises:
        Wrong: 404, another one.
    """
    named = (request.POST.get("jurisdiction_id") or request.GET.get("jurisdiction_id") or "").strip()
    host = request.get_host().rsplit(":", 1)[0].removeprefix("www.")
    if named and named.removeprefix("www.") not in (host, settings.ENVIRONMENT.county or host):
        raise Wrong(404, f"jurisdiction_id 不存在：{named[:40]}", f"jurisdiction_id was not found: {named[:40]}")


def _listed(request: HttpRequest) -> dict[str, str]:
    """Parameters; one that is given several times counts as a list with commas."""
    return {name: ",".join(value for value in values if value.strip()) for name, values in request.GET.lists()}


def _counter() -> Counter:
    environment = settings.ENVIRONMENT
    return Counter(
        county=environment.county,
        zone=environment.time_zone,
        at=timezone.now(),
        rulebook=load_rulebook(),
        language=current(),
    )


def _names() -> dict[str, str]:
    return {code: said(service.name) for code, service in BY_CODE.items()}


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _form(request: HttpRequest, form: str, parts: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The form asked for: by the suffix, else by ``Accept``; XML where nothing is said (it is the required one)."""
    for name, value in parts.items():
        stem, dot, suffix = value.rpartition(".")
        if dot and suffix in _FORMS:
            return suffix, {**parts, name: stem}
    if form:
        return form.lower(), parts
    accepted = request.headers.get("Accept", "").lower()
    json_first = "json" in accepted and ("xml" not in accepted or accepted.index("json") < accepted.index("xml"))
    return ("json" if json_first else "xml"), parts


def _told(tell: Callable[..., Told], request: HttpRequest, form: str, parts: dict[str, str]) -> HttpResponse:
    try:
        status, document = tell(request, **parts)
    except Wrong as wrong:
        return _error(wrong, form)
    except TooMany as refusal:
        return _error(Wrong(429, refusal.text.zh, refusal.text.en), form, {"Retry-After": "10"})
    except Refusal as refusal:
        return _error(Wrong(400, refusal.text.zh, refusal.text.en), form)
    except (BadRequest, SuspiciousOperation, UnreadablePostError, MultiPartParserError, RequestDataTooBig):
        return _error(
            Wrong(400, "请求无法读取（表单须为 UTF-8）", "the request cannot be read (a form in UTF-8 is)"), form
        )
    except OperationalError:
        _LOG.exception("database")
        return _error(Wrong(503, "系统正忙，请稍后重试", "busy: try again in a moment"), form, {"Retry-After": "2"})
    return _sent(documents.write(document, form), form, status)


def _error(wrong: Wrong, form: str, extra: dict[str, str] | None = None) -> HttpResponse:
    body = documents.write(documents.errors([(wrong.status, said(wrong.text))]), form)
    answer = _sent(body, form, wrong.status)
    for name, value in (extra or {}).items():
        answer[name] = value
    return answer


def _sent(body: bytes, form: str, status: int) -> HttpResponse:
    media = documents.JSON if form == "json" else documents.XML
    answer = HttpResponse(body, content_type=media, status=status)
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Vary"] = "Accept, Accept-Language"
    return answer
