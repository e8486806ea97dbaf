"""Documents for downloading: bytes and type of one, in the page's language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from clearway.core.refusals import NotFound
from clearway.loop.document_fields import Making
from clearway.loop.make_document import DOCUMENTS, documents_of, make
from clearway.publish.documents.docx import docx
from clearway.publish.documents.paper import Paper
from clearway.publish.documents.pdf import pdf
from clearway.web.language import current

__all__ = ["documents_of", "download", "is_public", "making_of", "send", "sent", "written"]

_FORMATS = {
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf, "application/pdf"),
}


def is_public(kind: str) -> bool:
    """Whether anybody may have documents of this kind."""
    return any(one.name == kind and one.public for one in DOCUMENTS)


def send(request: HttpRequest, kind: str, number: str, form: str) -> HttpResponse:
    """The document as a download.

    Raises:
        NotFound: no such document, or no such format.
    """
    return sent(make(kind, number, making_of(request)), f"{number}-{kind}", form)


def making_of(request: HttpRequest) -> Making:
    """How documents asked for by this request are made."""
    site = request.build_absolute_uri("/").rstrip("/")
    return Making(site=site, language=current(), zone=settings.ENVIRONMENT.time_zone)


def sent(paper: Paper, name: str, form: str) -> HttpResponse:
    """A paper as a download called ``name``.

    Raises:
        NotFound: no such format.
    """
    return download(written(paper, form), name, form)


def written(paper: Paper, form: str) -> bytes:
    """A paper in a format.

    Raises:
        NotFound: no such format.
    """
    if form not in _FORMATS:
        raise NotFound(what="document", number=f"{paper.number}.{form}")
    return _FORMATS[form][0](paper)


def download(content: bytes, name: str, form: str) -> HttpResponse:
    """Bytes of a known format as a download called ``name``."""
    answer = HttpResponse(content, content_type=_FORMATS[form][1])
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.{form}") or ""
    return answer
