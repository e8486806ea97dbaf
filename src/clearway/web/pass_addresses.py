"""Addresses of passes and gates."""

from __future__ import annotations

from django.urls import path

from clearway.web.pages.gate import gate, gate_codes, gate_data, gate_manifest, gate_worker
from clearway.web.pages.pass_batch import pass_batch
from clearway.web.pages.pass_desk import pass_case, pass_desk, revocation_acts
from clearway.web.pages.pass_figures import deletion_report, pass_figures
from clearway.web.pages.pass_keys import clearway_trust, gates_csv, jwks, status_list
from clearway.web.pages.passes import holder, holder_acts, pass_file, passes

urlpatterns = [
    path("gate/", gate, name="gate"),
    path("gate/worker.js", gate_worker, name="gate_worker"),
    path("gate/manifest.json", gate_manifest, name="gate_manifest"),
    path("gate/data.json", gate_data, name="gate_data"),
    path("gate/codes/<int:number>.json", gate_codes, name="gate_codes"),
    path(".well-known/jwks.json", jwks, name="jwks"),
    path(".well-known/clearway-trust", clearway_trust, name="clearway_trust"),
    path("passes/", passes, name="passes"),
    path("passes/status/<int:number>", status_list, name="status_list"),
    path("passes/gates.csv", gates_csv, name="gates_csv"),
    path("passes/figures/", pass_figures, name="pass_figures"),
    path("passes/deletions/<str:number>", deletion_report, name="deletion_report"),
    path("passes/desk/", pass_desk, name="pass_desk"),
    path("passes/desk/<str:number>", pass_case, name="pass_case"),
    path("passes/revocations/<str:number>", revocation_acts, name="revocation_acts"),
    path("passes/batch/", pass_batch, name="pass_batch"),
    path("passes/of/<str:link>", holder, name="holder"),
    path("passes/of/<str:link>/acts", holder_acts, name="holder_acts"),
    path("passes/of/<str:link>/<str:name>", pass_file, name="pass_file"),
]
