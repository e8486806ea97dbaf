#!/usr/bin/env bash
# Rewrites locks/*.lock from pyproject.toml: hashes, no registry addresses. Pins already there are kept;
# pass `--upgrade-package NAME` to move one. Needs uv (any) on PATH or in .venv.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$( [ -x .venv/bin/uv ] && echo .venv/bin/uv || command -v uv )
compile() { # compile OUT EXTRA…
  local out=$1; shift
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
    --no-emit-index-url --no-emit-find-links "$@" -o "locks/$out.lock"
}
compile boot --group boot
compile run pyproject.toml --group build "$@"
compile test pyproject.toml --group build --group test -c locks/run.lock "$@"
compile peers pyproject.toml --extra peers --group build -c locks/run.lock "$@"
