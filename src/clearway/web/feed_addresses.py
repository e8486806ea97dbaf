"""Addresses of the feeds, below ``/feeds/``."""

from __future__ import annotations

from django.urls import path

from clearway.web.pages.feeds import cap_message, feed, feeds, measure_feed

urlpatterns = [
    path("", feeds, name="feeds"),
    path("measures/<path:number>.atom", measure_feed, name="measure_feed"),
    path("cap/<str:identifier>.xml", cap_message, name="cap_message"),
    path("<str:name>", feed, name="feed"),
]
