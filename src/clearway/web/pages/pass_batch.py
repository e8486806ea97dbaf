"""``/passes/batch/``: a table of passes for supply vehicles or an exam day; the answer is a zip, made once."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.people import Actor
from clearway.core.refusals import Missing, Refusal
from clearway.loop.gate_help import named
from clearway.loop.issue_batch import MOST, BatchDone, issue_batch
from clearway.record.reading.naming import place_names
from clearway.web.desk import desk_of
from clearway.web.issuer import gates_now, pass_keys
from clearway.web.offices import for_offices
from clearway.web.refusing import FormError, as_error, status_of
from clearway.web.sites import site_of

MOST_BYTES, _SHOWN = 5_000_000, 20


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def pass_batch(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The form; POST issues what fits; rows left out are named in the zip."""
    if request.method != "POST":
        return _page(request)
    try:
        done = _issue(request, actor)
    except Refusal as refusal:
        return _page(request, as_error(refusal, "file"), status_of(refusal))
    answer = HttpResponse(done.archive, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="passes.zip"'
    answer["X-Passes-Issued"] = str(done.issued)
    answer["X-Rows-Rejected"] = str(len(done.rejects))
    return answer


def _issue(request: HttpRequest, actor: Actor) -> BatchDone:
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile) or (sent.size or 0) > MOST_BYTES:
        raise Missing(zh="5 MB 以内的表格", en="a table of at most 5 MB")
    at = timezone.now()
    gates_now(at)
    with TemporaryDirectory() as folder:
        path = Path(folder) / ("passes" + Path(sent.name or "").suffix[:8])
        path.write_bytes(sent.read())
        return issue_batch(path, actor.region, site_of(request), pass_keys(), desk_of(actor, at))


def _page(request: HttpRequest, error: FormError | None = None, status: int = 200) -> HttpResponse:
    at = timezone.now()
    gates = [one for one in gates_now(at) if one.controlled(at)]
    names = place_names(one.place_code for one in gates)
    context: dict[str, Any] = {
        "errors": [error] if error else [],
        "most": MOST,
        "gates": [(one, named(names[one.place_code], one.number)) for one in gates],
        "zone": settings.ENVIRONMENT.time_zone.key,
    }
    return render(request, "clearway/pass_batch.html", context, status=status)
