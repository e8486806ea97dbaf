"""Addresses about people, materials, money and training."""

from __future__ import annotations

from django.urls import path

from clearway.web.pages.funds import fund, funds
from clearway.web.pages.resources import resources
from clearway.web.pages.training import course, training

urlpatterns = [
    path("resources/", resources, name="resources"),
    path("funds/", funds, name="funds"),
    path("funds/<str:number>", fund, name="fund"),
    path("training/", training, name="training"),
    path("training/<slug:course_id>", course, name="course"),
]
