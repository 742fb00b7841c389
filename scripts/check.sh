#!/usr/bin/env bash
# Every check that needs no running server. Runs all of them, the types beside the others, and says which failed.
set -uo pipefail
cd "$(dirname "$0")/.."
bin="${VENV:-.venv}/bin"
export DJANGO_SETTINGS_MODULE=${DJANGO_SETTINGS_MODULE:-pamong.config.settings}
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT
failed=()
step() {
    local name=$1
    shift
    echo "== $name"
    "$@" || failed+=("$name")
}
"$bin/mypy" >"$said/types" 2>&1 &
types=$!
step "format" "$bin/ruff" format --check --quiet .
step "lint" "$bin/ruff" check --quiet .
step "imports" "$bin/lint-imports" --no-cache
step "templates" "$bin/djlint" --lint --quiet src
step "migrations" "$bin/django-admin" makemigrations --check --dry-run
step "deploy" env PAMONG_URL=https://pamong.example.invalid PAMONG_SECRET_KEY="$(printf 'check-only-%.0s' 1 2 3 4 5 6)" \
    "$bin/django-admin" check --deploy --fail-level WARNING
step "budgets" "$bin/python" scripts/budgets.py
wait "$types"
told=$?
step "types" bash -c "cat '$said/types'; exit $told"
if [ ${#failed[@]} -gt 0 ]; then
    printf 'Failed: %s\n' "${failed[*]}" >&2
    exit 1
fi
echo "All checks passed."
