"""Addresses of inspections, campaigns, bulletins, support and opinion."""

from __future__ import annotations

from django.urls import path

from clearway.web.pages.campaigns import bulletin, bulletins, campaign, open_campaign
from clearway.web.pages.inspections import finding_act, frame, inspection, inspections

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
]
