#!/usr/bin/env bash
# Sets this machine up to run Pamong from /opt/pamong; safe to run again. As root.
set -euo pipefail
home=/opt/pamong
here=$(cd "$(dirname "$0")/.." && pwd)
[ "$(id -u)" = 0 ] || { echo "Run this as root." >&2; exit 2; }
[ "$here" = "$home" ] || { echo "Put Pamong into $home first (git clone … $home)." >&2; exit 2; }

id pamong >/dev/null 2>&1 || useradd --system --home-dir /var/lib/pamong --shell /usr/sbin/nologin pamong
install -d -o pamong -g pamong -m 0750 /var/lib/pamong
install -d -o pamong -g pamong -m 0700 /var/backups/pamong
install -d -o root -g pamong -m 0750 /etc/pamong
[ -e /etc/pamong/pamong.env ] || install -o root -g pamong -m 0640 "$home/deploy/pamong.env" /etc/pamong/pamong.env
if [ ! -e /etc/pamong/secret ]; then
    (umask 027; head -c 48 /dev/urandom | base64 -w 0 > /etc/pamong/secret)
    chown root:pamong /etc/pamong/secret
fi

make -C "$home" setup
install -m 0755 "$home/deploy/pamong" /usr/local/bin/pamong
for unit in pamong.service pamong-worker.service pamong-tick.service pamong-tick.timer; do
    install -m 0644 "$home/deploy/$unit" "/etc/systemd/system/$unit"
done
systemctl daemon-reload

if grep -q example.go.id /etc/pamong/pamong.env; then
    echo "Set PAMONG_URL in /etc/pamong/pamong.env to the address that people type, then run this again."
    exit 0
fi
pamong upgrade || echo "Above: what needs an administrator."
systemctl enable --now pamong.service pamong-worker.service pamong-tick.timer
systemctl restart pamong.service pamong-worker.service
echo "Pamong runs. Put a TLS proxy in front: $home/deploy/Caddyfile or $home/deploy/nginx.conf."
