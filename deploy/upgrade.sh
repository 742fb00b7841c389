#!/usr/bin/env bash
# Brings this server to the newest Pamong: a backup first, then tables, a check, a restart. As root.
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "Run this as root." >&2; exit 2; }
cd /opt/pamong
git pull --ff-only
make setup
systemctl stop pamong-tick.timer pamong-worker.service pamong.service
trap 'systemctl start pamong.service pamong-worker.service pamong-tick.timer' EXIT
pamong upgrade || echo "Above: what needs an administrator."
