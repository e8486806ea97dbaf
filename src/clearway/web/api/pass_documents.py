"""Documents of ``/api/v1/passes`` and ``/api/v1/gates/counts``: what is taken and what is told."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from clearway.core.passes import PassState, Purpose
from clearway.web.api import endpoint
from clearway.web.api.endpoint import Document
from clearway.web.api.reports import PlaceCode, Words


class PassGiven(Document):
    """A pass asked for. `name` is masked and `id_number` becomes four digits at once; neither is kept."""

    purpose: Purpose
    place_code: PlaceCode = Field(description="where the way begins")
    destination: Annotated[Words, Field(max_length=120)] = ""
    lat: Annotated[float, Field(ge=-90, le=90)] | None = Field(default=None, description="of the destination")
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    gates: Annotated[list[Annotated[int, Field(ge=0)]], Field(max_length=16)] | None = Field(
        default=None, description="left out: those on the way from home to the destination"
    )
    starts_at: datetime | None = Field(default=None, alias="from", description="default: now")
    ends_at: datetime | None = Field(default=None, alias="to", description="default: 24 hours after from")
    companions: Annotated[int, Field(ge=0, le=5)] = 0
    uses: Annotated[int, Field(ge=1)] | None = None
    name: Annotated[Words, Field(max_length=60)] = ""
    id_number: Annotated[Words, Field(max_length=30)] = ""
    asked_by: Literal["resident", "relative"] = "resident"
    note: Annotated[Words, Field(max_length=500)] = ""


class PassReceiptTold(endpoint.Told):
    """`id` is the holder's secret: whoever has it has the pass. `number` is what offices know the pass by. `state`
    asked waits for a person until `answer_due`."""

    id: str
    number: str
    state: PassState
    gates: list[int]
    answer_due: datetime
    page: str
    qr: str
    sheet: str


class PassTold(endpoint.Told):
    """How a pass stands."""

    number: str
    state: PassState
    gates: list[int]
    starts_at: datetime
    ends_at: datetime
    reason: str = ""


class Approval(Document):
    """An office decides; a refusal needs its reason."""

    decision: Literal["approve", "decline"] = "approve"
    note: Annotated[Words, Field(max_length=1_000)] = ""


class RevocationGiven(Document):
    """By the holder's secret id: given back or lost, at once. By its number: an office proposes, and a second person
    confirms by sending `confirm` with the revocation's number."""

    reason: str = Field(default="", max_length=30)
    confirm: Annotated[str, Field(max_length=32)] | None = None


class RevocationTold(endpoint.Told):
    """`standing`: done, proposed (waits for a second person) or held (waits for the county)."""

    number: str
    standing: Literal["done", "proposed", "held"]
    revocation: str | None = None


class CountGiven(Document):
    """So many in one whole hour."""

    hour: datetime
    purpose: Annotated[int, Field(ge=0, le=7)]
    verdict: Literal["accept", "accept_warn", "reject", "gate_not_authorised", "emergency", "short_code"]
    count: Annotated[int, Field(ge=1, le=10_000)]


class CountsGiven(Document):
    """Hourly counts of one gate and nothing else; `batch` is random and makes sending twice harmless."""

    gate: Annotated[int, Field(ge=0)]
    batch: Annotated[str, Field(min_length=8, max_length=64)]
    counts: Annotated[list[CountGiven], Field(min_length=1, max_length=2_000)]


class CountsTold(endpoint.Told):
    """`taken` false: this batch was here before."""

    taken: bool
