#!/usr/bin/env bash
# Initialises the development database: every migration, then a seed. A second run changes nothing.
#   docker/init-db.sh [--sqlite FILE | --local DIR [--database-id ID] | …]     without arguments: wrangler's local D1 here
# SQUALL names the command, SEED_ROWS the size of the seed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")

squall=${SQUALL-}
for candidate in "$root/build/native/bin/squall" "$(command -v squall || true)"; do
    [ -n "$squall" ] || [ ! -x "$candidate" ] || squall=$candidate
done
[ -n "$squall" ] || {
    echo "init-db: the squall command is missing: ./dev build makes it" >&2
    exit 2
}
[ $# -gt 0 ] || set -- --local

echo "init-db: migrations"
"$squall" migrate "$@" --migrations "${MIGRATIONS-$root/migrations}"
echo "init-db: seed"
"$squall" seed "$@" --rows "${SEED_ROWS-20}"
echo "init-db: done"
