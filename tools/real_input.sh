#!/usr/bin/env bash
# The loop on real input, in a fresh home: what the README shows. Needs the shared data beside the repository.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${CLEARWAY_SHARED_DATA:-../shared/data}
if [ ! -d "$data/flow" ]; then
  echo "skipped: no shared data (looked in $data)"
  exit 0
fi
home=$(mktemp -d -t clearway-real-XXXXXX)
trap 'rm -rf "$home"' EXIT
export CLEARWAY_HOME=$home
clearway=.venv/bin/clearway
run() { printf '\n$ clearway %s\n' "$*"; "$clearway" "$@"; }

run load roads "$data/roads/liechtenstein-2015.osm.pbf" "$data/roads/porto-2015.osm.pbf"
run load links "$data/flow/sumo_town_links.csv"
run load flow "$data/flow/sumo_town_counts.parquet"
run load flow "$data/flow/sumo_town_counts.parquet"
run load measures "$data/measures/risk_area_spells.parquet"
run watch --once --at 2022-03-21T00:00:00+08:00
run watch --once --at 2022-12-01T12:00:00+08:00
run measures review "$data/measures/risk_area_spells.parquet" --out "$home/review.csv"
run warn --links "$data/flow/sumo_town_links.csv" --flow "$data/flow/sumo_town_counts.parquet" --out "$home/warnings.csv"
run bench warn --quick
run ledger verify
