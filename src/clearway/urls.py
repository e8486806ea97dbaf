"""Addresses of the site."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from clearway.web.pages.board import board
from clearway.web.pages.case import case
from clearway.web.pages.design import design
from clearway.web.pages.docs import docs, document
from clearway.web.pages.every import every
from clearway.web.pages.feeds import robots
from clearway.web.pages.forgotten import forgotten
from clearway.web.pages.health import healthz, ledger_head, metrics, readyz, security_txt
from clearway.web.pages.home import home
from clearway.web.pages.law import law, law_rule
from clearway.web.pages.lexicon import lexicon
from clearway.web.pages.measures import measures
from clearway.web.pages.model import model
from clearway.web.pages.moderation import moderation
from clearway.web.pages.notices import notices
from clearway.web.pages.photos import office_photo, own_photo
from clearway.web.pages.preferences import preferences
from clearway.web.pages.report import report
from clearway.web.pages.reports import office_report
from clearway.web.pages.tiles import base_tiles, live_tile
from clearway.web.pages.track import track, track_start
from clearway.web.pages.warning import warning

#: Where allauth would send e-mail: offices have no addresses on file.
WITHOUT_POST = ("password/reset/", "password/set/", "email/", "confirm-email/", "login/code/confirm/")

urlpatterns = [
    # machines first: they call most often, and addresses are tried in order
    path("api/v1/", include("clearway.web.api.addresses")),
    path("open311/v2/", include("clearway.web.open311_addresses")),
    path("", home, name="home"),
    path("measures/", measures, name="measures"),
    path("", include("clearway.web.measure_addresses")),
    path("", include("clearway.web.resident_addresses")),
    path("", include("clearway.web.resource_addresses")),
    path("", include("clearway.web.grade_addresses")),
    path("", include("clearway.web.review_addresses")),
    path("", include("clearway.web.casework_addresses")),
    path("", include("clearway.web.inspection_addresses")),
    path("report/", report, name="report"),
    path("track/", track_start, name="track_start"),
    path("track/<str:token>", track, name="track"),
    path("track/<str:token>/photos/<str:digest>", own_photo, name="own_photo"),
    path("photos/<str:digest>", office_photo, name="office_photo"),
    path("", include("clearway.web.pass_addresses")),
    path("all/", every, name="every"),
    path("board/", board, name="board"),
    path("reports/<str:number>", office_report, name="office_report"),
    path("warnings/<str:number>", warning, name="warning"),
    path("cases/<str:number>", case, name="case"),
    path("feeds/", include("clearway.web.feed_addresses")),
    path("roads/", include("clearway.web.road_addresses")),
    path("robots.txt", robots, name="robots"),
    path("model/", model, name="model"),
    path("lexicon/", lexicon, name="lexicon"),
    path("moderation/", moderation, name="moderation"),
    path("notices/", notices, name="notices"),
    path("law/", law, name="law"),
    path("law/<str:rule_id>", law_rule, name="law_rule"),
    path("docs/", docs, name="docs"),
    path("docs/<path:address>", document, name="document"),
    path("design/", design, name="design"),
    path("preferences/", preferences, name="preferences"),
    path("tiles/base.pmtiles", base_tiles, name="base_tiles"),
    path("tiles/live/<int:z>/<int:x>/<int:y>.pbf", live_tile, name="live_tile"),
    path("ledger/head", ledger_head, name="ledger_head"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("favicon.ico", RedirectView.as_view(url="/static/clearway/mark.svg", permanent=True)),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    *(path(f"accounts/{address}", forgotten) for address in WITHOUT_POST),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
]

handler400 = "clearway.web.pages.faults.bad_request"
handler403 = "clearway.web.pages.faults.forbidden"
handler404 = "clearway.web.pages.faults.missing"
handler500 = "clearway.web.pages.faults.fault"
