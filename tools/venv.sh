#!/usr/bin/env bash
# Makes .venv with Python 3.11–3.13 and the locked uv in it. Names what is missing, with the command.
set -euo pipefail
cd "$(dirname "$0")/.."
python=""
for candidate in python3.11 python3.12 python3.13 python3; do
  if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "clearway: needs Python 3.11 to 3.13; on Debian: apt-get install python3 python3-venv" >&2
  exit 2
fi
if [ ! -x .venv/bin/python ]; then
  if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    else
      echo "clearway: Python's venv module is missing; run: sudo apt-get install python3-venv" >&2
      exit 2
    fi
  fi
  "$python" -m venv .venv
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/boot.lock
