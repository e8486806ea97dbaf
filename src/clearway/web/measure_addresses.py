"""Addresses about measures: proposals, acts, documents, appeals, the page at the barrier."""

from __future__ import annotations

from django.urls import path

from clearway.web.pages.appeal import appeal, appeal_track
from clearway.web.pages.documents import case_document, measure_document, proposal_document
from clearway.web.pages.evaluation import evaluation
from clearway.web.pages.here import follow, here, here_code, opening
from clearway.web.pages.measure import measure
from clearway.web.pages.measure_acts import measure_acts
from clearway.web.pages.policies import policies, policy
from clearway.web.pages.proposal import proposal, proposals
from clearway.web.pages.propose import propose, verdict
from clearway.web.pages.signatures import signature_file, signatures, signers

urlpatterns = [
    path("measures/<path:number>/acts", measure_acts, name="measure_acts"),
    path("measures/<path:number>/appeal", appeal, name="appeal"),
    path("measures/<path:number>/opening", follow, name="follow"),
    path("measures/<path:number>/evaluation", evaluation, name="evaluation"),
    path("measures/<path:number>/documents/<slug:kind>.<slug:form>", measure_document, name="measure_document"),
    # Numbers of other registers bear slashes: what follows a number is asked first, the number alone last.
    path("measures/<path:number>", measure, name="measure"),
    path("appeals/<str:token>", appeal_track, name="appeal_track"),
    path("opening/<str:token>", opening, name="opening"),
    path("here/<path:number>/qr.svg", here_code, name="here_code"),
    path("here/<path:number>", here, name="here"),
    path("signatures/<path:number>/<int:line>.cose", signature_file, name="signature_file"),
    path("signatures/<path:number>", signatures, name="signatures"),
    path(".well-known/signers.json", signers, name="signers"),
    path("policies/", policies, name="policies"),
    path("policies/<str:number>", policy, name="policy"),
    path("propose/", propose, name="propose"),
    path("propose/verdict", verdict, name="verdict"),
    path("proposals/", proposals, name="proposals"),
    path("proposals/<str:number>", proposal, name="proposal"),
    path("proposals/<str:number>/revise", propose, name="revise"),
    path("proposals/<str:number>/documents/<slug:kind>.<slug:form>", proposal_document, name="proposal_document"),
    path("cases/<str:number>/documents/<slug:kind>.<slug:form>", case_document, name="case_document"),
]
