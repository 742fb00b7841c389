#!/usr/bin/env bash
# Makes the virtual environment with Pamong, its dependencies and the check tools. Quick when nothing changed.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${VENV:-.venv}
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Pamong needs Python 3.11 or newer; '$python' is $("$python" -V 2>&1). Set PYTHON=… to a newer one." >&2
    exit 1
fi
if [ ! -x "$venv/bin/python" ]; then
    echo "Making a virtual environment in $venv …"
    "$python" -m venv "$venv"
fi
mark="$venv/.pamong-installed"
state=$(cat requirements-dev.lock requirements-spark.lock pyproject.toml | sha256sum | cut -d' ' -f1)
if [ "$(cat "$mark" 2>/dev/null || true)" != "$state" ]; then
    echo "Installing dependencies …"
    [ -x "$venv/bin/uv" ] || "$venv/bin/python" -m pip install -q --disable-pip-version-check uv
    VIRTUAL_ENV="$PWD/$venv" "$venv/bin/uv" pip sync -q --require-hashes requirements-dev.lock
    VIRTUAL_ENV="$PWD/$venv" "$venv/bin/uv" pip install -q --no-deps -e .
    if command -v java >/dev/null; then  # half a gigabyte that works only beside a Java
        VIRTUAL_ENV="$PWD/$venv" "$venv/bin/uv" pip install -q --require-hashes -r requirements-spark.lock
    fi
    echo "$state" > "$mark"
fi
"$venv/bin/python" scripts/messages.py compile
