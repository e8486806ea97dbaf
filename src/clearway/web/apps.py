"""The site: templates, static files and views; no tables."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The site's part of Django."""

    name = "clearway.web"
    label = "web"
    verbose_name = "web"
