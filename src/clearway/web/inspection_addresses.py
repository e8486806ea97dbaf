"""Addresses of inspections, campaigns, bulletins, support and opinion."""

from __future__ import annotations

from django.urls import path

from clearway.web.pages.campaigns import bulletin, bulletins, campaign, open_campaign
from clearway.web.pages.help import ask, follow
from clearway.web.pages.inspections import finding_act, frame, inspection, inspections
from clearway.web.pages.opinion import answer_page, answers, answers_feed, opinion
from clearway.web.pages.support import support

urlpatterns = [
    path("inspections/", inspections, name="inspections"),
    path("inspections/<str:number>", inspection, name="inspection"),
    path("inspections/<str:number>/frame.csv", frame, name="inspection_frame"),
    path("findings/<str:number>", finding_act, name="finding_act"),
    path("campaigns/", open_campaign, name="open_campaign"),
    path("campaigns/<str:number>", campaign, name="campaign"),
    path("bulletins/", bulletins, name="bulletins"),
    path("bulletins/<str:number>.<slug:form>", bulletin, name="bulletin_document"),
    path("bulletins/<str:number>", bulletin, name="bulletin"),
    path("help/", ask, name="help"),
    path("help/<str:token>", follow, name="help_track"),
    path("support/", support, name="support"),
    path("opinion/", opinion, name="opinion"),
    path("opinion/answers/", answers, name="opinion_answers"),
    path("opinion/answers/<str:number>", answer_page, name="opinion_answer"),
    path("feeds/answers.atom", answers_feed, name="answers_feed"),
]
