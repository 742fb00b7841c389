#!/usr/bin/env bash
# Every test: once on SQLite with the browser, once on PostgreSQL without it.
# Says plainly what it could not test.
set -uo pipefail
cd "$(dirname "$0")/.."
bin="${VENV:-.venv}/bin"
untested=()
status=0

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
if ! find_chromium >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium by apt …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation fonts-noto-core; } >/dev/null 2>&1 || true
fi
if PAMONG_CHROMIUM=$(find_chromium); then
    export PAMONG_CHROMIUM
else
    untested+=("the browser: no Chromium is installed and it could not be installed")
fi

echo "== SQLite${PAMONG_CHROMIUM:+ and the browser}"
"$bin/python" scripts/tested.py -n 3 --dist loadgroup $([ -n "${PAMONG_CHROMIUM:-}" ] || echo -m "not browser") "$@" || status=1

server=$(mktemp -d)
trap 'VENV="${VENV:-.venv}" bash scripts/postgres.sh stop "$server"' EXIT
if [ -n "${PAMONG_TEST_DATABASE_URL:-}" ]; then
    url=$PAMONG_TEST_DATABASE_URL
elif ! url=$(bash scripts/postgres.sh "$server"); then
    url=""
    untested+=("PostgreSQL: none is installed and none could be installed")
fi
if [ -n "$url" ]; then
    echo "== PostgreSQL"
    DATABASE_URL=$url "$bin/python" scripts/tested.py -n 3 --dist loadgroup -m "not browser and not sqlite" "$@" || status=1
fi

for line in "${untested[@]:-}"; do [ -z "$line" ] || echo "NOT TESTED: $line"; done
exit $status
