"""Addresses of reports from a phone, of work on cases, of inspectors and of the desk."""

from __future__ import annotations

from django.urls import path

from clearway.web.pages.install import manifest, service_worker
from clearway.web.pages.report_online import near_here, preview, send_once
from clearway.web.pages.track import track_act

urlpatterns = [
    path("manifest.webmanifest", manifest, name="manifest"),
    path("sw.js", service_worker, name="service_worker"),
    path("report/preview", preview, name="report_preview"),
    path("report/near", near_here, name="report_near"),
    path("report/send", send_once, name="report_send"),
    path("track/<str:token>/<slug:act>", track_act, name="track_act"),
]
