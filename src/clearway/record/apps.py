"""The one Django app of ours with tables."""

from __future__ import annotations

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """Tables are called ``record_…``."""

    name = "clearway.record"
    label = "record"
    verbose_name = "record"
