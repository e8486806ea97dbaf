"""Addresses about grades: places, what would change them, a panel's weights, the audit of our own grades."""

from __future__ import annotations

from django.urls import path

from clearway.web.pages.grade_audit import grade_audit
from clearway.web.pages.grade_panel import grade_panel
from clearway.web.pages.grade_readings import grade_readings
from clearway.web.pages.grades import grade, grades, override

urlpatterns = [
    path("grades/", grades, name="grades"),
    path("grades/panel", grade_panel, name="grade_panel"),
    path("grades/readings", grade_readings, name="grade_readings"),
    path("grades/audit", grade_audit, name="grade_audit"),
    path("grades/<str:place_code>", grade, name="grade"),
    path("grades/<str:place_code>/override", override, name="grade_override"),
]
