"""Addresses of reports from a phone, of work on cases, of inspectors and of the desk."""

from __future__ import annotations

from django.urls import path

from clearway.web.pages.case_acts import case_act, task_act
from clearway.web.pages.inspect import inspect_list, send, visit
from clearway.web.pages.install import manifest, service_worker
from clearway.web.pages.late import late
from clearway.web.pages.meeting import meeting, meeting_document
from clearway.web.pages.report_online import near_here, preview, send_once
from clearway.web.pages.service_desk import desk_report, hand_over_page, service_desk
from clearway.web.pages.track import track_act
from clearway.web.pages.triage import next_unsorted, triage

urlpatterns = [
    path("manifest.webmanifest", manifest, name="manifest"),
    path("sw.js", service_worker, name="service_worker"),
    path("report/preview", preview, name="report_preview"),
    path("report/near", near_here, name="report_near"),
    path("report/send", send_once, name="report_send"),
    path("track/<str:token>/<slug:act>", track_act, name="track_act"),
    path("board/late/", late, name="late"),
    path("board/meeting/", meeting, name="meeting"),
    path("board/meeting/pack.<slug:form>", meeting_document, name="meeting_document"),
    path("inspect/", inspect_list, name="inspect_list"),
    path("inspect/<str:task>", visit, name="visit"),
    path("inspect/<str:task>/send", send, name="visit_send"),
    path("desk/", service_desk, name="service_desk"),
    path("desk/handover/", hand_over_page, name="hand_over"),
    path("desk/reports/<str:number>", desk_report, name="desk_report"),
    path("triage/", triage, name="triage"),
    path("triage/next", next_unsorted, name="next_unsorted"),
    path("cases/<str:number>/tasks/<str:task>/<slug:act>", task_act, name="task_act"),
    path("cases/<str:number>/acts/<slug:act>", case_act, name="case_act"),
]
