"""The peer of ``clearway bench intake``: a plain Django view that writes the same rows with none of the work.

No masking, reading, search for copies, chain, seal, idempotency check or photo check: a form's JSON is read and one row
each is created in a transaction, as one would write it first. Started by the bench alone, in a process of its own.
"""

from __future__ import annotations

import itertools
import json
import os
import time
import uuid
from typing import Any, ClassVar

import django
from django.conf import settings

_WARE = "django.middleware"
if not settings.configured:
    _NAME = os.environ["PLAIN_DATABASE"]
    _POSTGRESQL = {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": "clearway"}
    _HERE = {"HOST": "127.0.0.1", "PORT": os.environ.get("PLAIN_PORT", ""), "CONN_MAX_AGE": None}
    _PRAGMAS = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
    _OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 60, "init_command": _PRAGMAS}
    _SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": _NAME, "CONN_MAX_AGE": None, "OPTIONS": _OPTIONS}
    settings.configure(
        SECRET_KEY=uuid.uuid4().hex,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={"default": {**_POSTGRESQL, **_HERE} if _NAME == "postgresql" else _SQLITE},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
        MIDDLEWARE=[
            f"{_WARE}.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            f"{_WARE}.common.CommonMiddleware",
            f"{_WARE}.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            f"{_WARE}.clickjacking.XFrameOptionsMiddleware",
        ],
    )
    django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402


def _table(name: str, **columns: models.Field[Any, Any]) -> Any:
    """A model over a table that is there already."""
    meta = type("Meta", (), {"app_label": "plain", "managed": False, "db_table": f"record_{name}"})
    return type(name, (models.Model,), {"__module__": __name__, "Meta": meta, **columns})


def _text(**more: Any) -> models.Field[Any, Any]:
    return models.TextField(**more)


Report = _table(
    "reportrow",
    number=_text(primary_key=True),
    at=models.DateTimeField(),
    **{name: _text(default="") for name in ("channel", "claim_type", "text", "topic", "barrier", "text_status")},
    confidence=models.FloatField(default=0.5),
    words=models.JSONField(default=list),
    place_code=_text(null=True),
    simulated=models.BooleanField(default=False),
    token_hash=_text(default=""),
    digest=_text(default=""),
)
Line = _table(
    "ledgerline",
    seq=models.BigIntegerField(primary_key=True),
    at=models.DateTimeField(),
    **{name: _text(default="") for name in ("kind", "subject", "by_name", "by_role", "by_region", "payload")},
    **{name: _text(default="") for name in ("previous", "digest", "seal")},
)
Outbox = _table(
    "outboxrow",
    seq=models.BigIntegerField(primary_key=True),
    kind=_text(),
    subject=_text(),
    at=models.DateTimeField(),
    sent_at=models.DateTimeField(null=True),
)
Photo = _table(
    "photorow",
    subject=_text(),
    digest=_text(),
    media=_text(default="image/jpeg"),
    size=models.IntegerField(default=1),
    width=models.IntegerField(default=1),
    height=models.IntegerField(default=1),
    place_code=_text(null=True),
    attached_at=models.DateTimeField(),
)
Answer = _table(
    "answerrow",
    key_hash=_text(primary_key=True),
    body_digest=_text(default=""),
    status=models.IntegerField(default=201),
    sealed=_text(default=""),
    at=models.DateTimeField(),
)


class Numbers:
    """Numbers of lines, far above any other, and other ones in each process."""

    next: ClassVar[Any] = itertools.count(time.time_ns() + os.getpid() * 10**11)


@csrf_exempt
def tell(request: HttpRequest) -> HttpResponse:
    """Write the rows of one report."""
    given, now, number = json.loads(request.body), timezone.now(), uuid.uuid4().hex
    with transaction.atomic():
        Report.objects.create(number=number, at=now, channel="web", text=given["text"], place_code=given["place_code"])
        Answer.objects.create(key_hash=uuid.uuid4().hex * 2, at=now, sealed=number)
        _line("report_taken", number, now, request.body.decode())
        for digest in given.get("photos", ()):
            Photo.objects.create(subject=number, digest=digest, attached_at=now)
            _line("photo_attached", number, now, digest)
    return JsonResponse({"number": number}, status=201)


def _line(kind: str, subject: str, at: Any, payload: str) -> None:
    seq = next(Numbers.next)
    Line.objects.create(seq=seq, at=at, kind=kind, subject=subject, payload=json.dumps({"report": payload}))
    Outbox.objects.create(seq=seq, at=at, kind=kind, subject=subject)


urlpatterns = [path("tell", tell)]
application = get_wsgi_application()
