"""Addresses of what is judged afterwards: quarterly reviews, goals by stage, what the plan claims."""

from __future__ import annotations

from django.urls import path

from clearway.web.pages.goals import goals
from clearway.web.pages.reviews import review, review_document, reviews

urlpatterns = [
    path("reviews/", reviews, name="reviews"),
    path("reviews/<str:region>/<str:quarter>", review, name="review"),
    path("reviews/<str:region>/<str:quarter>/review.<str:form>", review_document, name="review_document"),
    path("goals/", goals, name="goals"),
]
