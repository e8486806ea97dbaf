"""The table of commands: name → module and one line of help. Nothing heavy is imported to print it."""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("clearway.cli.demo", "build or reopen the demo county, run the loop, serve it"),
    "serve": ("clearway.cli.serve", "serve the site"),
    "load": ("clearway.cli.load", "load a feed: roads, places, facilities, links, flow, complaints, …"),
    "watch": ("clearway.cli.watch", "run the loop on what is loaded"),
    "warn": ("clearway.cli.warn", "stateless warning run on counts and complaints"),
    "text": ("clearway.cli.text", "read complaint texts: classify, mask, place, granularity"),
    "roads": ("clearway.cli.roads", "import a road network; layers, what-if, export"),
    "law": ("clearway.cli.law", "check, show and compare the rulebook"),
    "measures": ("clearway.cli.measures", "judge official listings under the rules of their day"),
    "grade": ("clearway.cli.grade", "grade places by twelve indicators; the least restrictive measure"),
    "evaluate": ("clearway.cli.evaluate", "judge closures after the fact: cost, effect, verdict"),
    "review": ("clearway.cli.review", "a quarter's closures judged, as PDF, DOCX or HTML"),
    "rt": ("clearway.cli.rt", "R_t of each series of infections, with its posterior"),
    "resources": ("clearway.cli.resources", "people and materials: what is missing, who should get what"),
    "votes": ("clearway.cli.votes", "count a vote again from its published file"),
    "pass": ("clearway.cli.passes", "passes: keys, issue, verify, revoke, status lists, trust lists"),
    "cose": ("clearway.cli.cose", "verify any COSE_Sign1, EU certificate or bare signature"),
    "ledger": ("clearway.cli.ledger", "verify the ledger; print its head"),
    "feeds": ("clearway.cli.feeds", "write the public feeds as files, for a mirror"),
    "user": ("clearway.cli.user", "create an account for an office"),
    "apikey": ("clearway.cli.apikey", "make, list and revoke keys of the interface"),
    "notify": ("clearway.cli.notify", "who is told of what, what could not be sent"),
    "open311": ("clearway.cli.open311", "send a report on to a neighbour's Open311 endpoint"),
    "world": ("clearway.cli.world", "write a simulated county: feeds, and its truth apart"),
    "store": ("clearway.cli.store", "check, compact and export the counts"),
    "bench": ("clearway.cli.bench", "figures beside peers, equality checked first"),
    "warm": ("clearway.cli.warm", "compile the kernels once, so that nobody waits"),
    "completion": ("clearway.cli.completion", "print shell completion for bash or zsh"),
}
