"""Addresses where residents decide: votes, rolls, hearings, councils, experts, compacts."""

from __future__ import annotations

from django.urls import path

from clearway.web.pages.experts import experts
from clearway.web.pages.hearings import hearing, hearing_list
from clearway.web.pages.rolls import roll, roll_list
from clearway.web.pages.vote import ballots_csv, sheet, vote
from clearway.web.pages.votes import vote_list

urlpatterns = [
    path("votes/", vote_list, name="votes"),
    path("votes/<str:number>", vote, name="vote"),
    path("votes/<str:number>/ballots.csv", ballots_csv, name="ballots_csv"),
    path("votes/<str:number>/sheet", sheet, name="sheet"),
    path("rolls/", roll_list, name="rolls"),
    path("rolls/<str:number>", roll, name="roll"),
    path("hearings/", hearing_list, name="hearings"),
    path("hearings/<str:number>", hearing, name="hearing"),
    path("experts/", experts, name="experts"),
]
