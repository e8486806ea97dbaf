"""Addresses under ``/open311/v2/``."""

from __future__ import annotations

from django.urls import path, re_path

from clearway.web.pages import open311

_FORM = r"(?:\.(?P<form>\w{1,20}))?/?\Z"

urlpatterns = [
    path("", open311.discovery),
    re_path(rf"^discovery{_FORM}", open311.discovery),
    re_path(rf"^services{_FORM}", open311.services),
    path("services/<str:code>", open311.service),
    re_path(rf"^requests{_FORM}", open311.requests),
    path("requests/<str:number>", open311.one_request),
    path("tokens/<str:token>", open311.token),
    re_path(r"^(?P<rest>.*)\Z", open311.nowhere),
]
