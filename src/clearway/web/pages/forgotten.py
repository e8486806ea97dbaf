"""A forgotten password: the county opens a new account; nothing is sent by post nobody runs here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forgotten(request: HttpRequest, **parts: str) -> HttpResponse:
    """Stands where allauth would send e-mail: offices have none on file."""
    return render(request, "clearway/forgotten.html")
