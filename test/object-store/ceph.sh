#!/usr/bin/env bash
# A real S3 on loopback for tests: one Ceph monitor, one store in memory, one gateway.
#
#   AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=… ceph.sh DIR
#
# puts its files into DIR, prints the address of the gateway when it answers, and ends everything when its
# standard input is closed, so that nothing is left when a test is killed.
#
# Needs: apt-get install -y --no-install-recommends radosgw ceph-mon ceph-osd ceph-common
set -euo pipefail

dir=$(readlink -m "${1:?a folder}")
conf=$dir/ceph.conf
daemons=()

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); });'
}

# Nothing here is worth an orderly end.
end() {
  for daemon in "${daemons[@]}"; do kill -9 "$daemon" 2>/dev/null || true; done
}
trap end EXIT
trap 'exit 1' INT TERM HUP

launch() {
  local name=$1
  shift
  setsid "$@" -c "$conf" -f >"$dir/$name.out" 2>&1 </dev/null &
  daemons+=($!)
}

# Waits for a command to succeed, 30 seconds at most, and no longer than the newest daemon lives.
wait_for() {
  for _ in $(seq 150); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    kill -0 "${daemons[-1]}" 2>/dev/null || break
    sleep 0.2
  done
  echo "gave up waiting for: $*" >&2
  tail -n 5 "$dir"/*.out "$dir"/*.log >&2
  exit 1
}

mkdir -p "$dir/mon" "$dir/osd"
mon_port=$(free_port)
gateway_port=$(free_port)
fsid=$(node -p 'crypto.randomUUID()')
osd_id=$(node -p 'crypto.randomUUID()')

# The gateway would insist on an encrypted connection to the monitor, which needs the keys that this does without.
cat >"$conf" <<CONF
[global]
fsid = $fsid
mon host = [v2:127.0.0.1:$mon_port]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv6 = false
ms mon client mode = crc
auth cluster required = none
auth service required = none
auth client required = none
keyring = $dir/keyring
run dir = $dir
admin socket = $dir/\$name.\$pid.asok
pid file =
log file = $dir/\$name.log
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon data avail crit = 0
mon data avail warn = 0
mon max pg per osd = 1000
[mon]
mon data = $dir/mon
[osd]
osd data = $dir/osd
osd objectstore = memstore
memstore device bytes = 1073741824
osd memory target = 1073741824
[client.admin]
rgw frontends = beast endpoint=127.0.0.1:$gateway_port
rgw thread pool size = 64
CONF

ceph-authtool --create-keyring "$dir/keyring" --gen-key -n mon. --cap mon 'allow *' >/dev/null
ceph-authtool "$dir/keyring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' >/dev/null
monmaptool --create --fsid "$fsid" --addv a "[v2:127.0.0.1:$mon_port]" "$dir/monmap" >/dev/null 2>&1
ceph-mon -c "$conf" -i a --mkfs --monmap "$dir/monmap" --keyring "$dir/keyring" >"$dir/mkfs.out" 2>&1
launch mon ceph-mon -i a
wait_for ceph -c "$conf" --connect-timeout 2 status
ceph -c "$conf" osd new "$osd_id" >/dev/null 2>&1
ceph-osd -c "$conf" -i 0 --mkfs --osd-uuid "$osd_id" >>"$dir/mkfs.out" 2>&1
launch osd ceph-osd -i 0
launch gateway radosgw -n client.admin
wait_for curl -fs "http://127.0.0.1:$gateway_port/"
radosgw-admin -c "$conf" user create --uid=press --display-name=press \
  --access-key="${AWS_ACCESS_KEY_ID:?}" --secret-key="${AWS_SECRET_ACCESS_KEY:?}" >"$dir/user.out" 2>&1
echo "http://127.0.0.1:$gateway_port"
cat >/dev/null
