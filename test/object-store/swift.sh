#!/usr/bin/env bash
# A second S3 on loopback for tests: OpenStack Swift behind its s3api, one copy of everything.
#
#   AWS_ACCESS_KEY_ID=account:user AWS_SECRET_ACCESS_KEY=… swift.sh DIR
#
# puts its files into DIR, prints its address when it answers, and ends everything when its standard input is
# closed, so that nothing is left when a test is killed. DIR has to be on a disk that knows extended attributes.
#
# Needs: apt-get install -y --no-install-recommends swift-proxy swift-account swift-container swift-object
set -euo pipefail

dir=$(readlink -m "${1:?a folder}")
account=${AWS_ACCESS_KEY_ID%%:*}
user=${AWS_ACCESS_KEY_ID#*:}
daemons=()

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); });'
}

end() {
  for daemon in "${daemons[@]}"; do kill -9 "$daemon" 2>/dev/null || true; done
}
trap end EXIT
trap 'exit 1' INT TERM HUP

# One process for each server; requests are so few that more of them would only cost time.
server() {
  local kind=$1 port=$2
  cat >"$dir/$kind.conf" <<CONF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $port
workers = 0
user = $(id -un)
swift_dir = $dir
devices = $dir/disks
mount_check = false
log_name = swift
$3
CONF
}

launch() {
  setsid "swift-$1-server" "$dir/$1.conf" >"$dir/$1.out" 2>&1 </dev/null &
  daemons+=($!)
}

mkdir -p "$dir/disks/one"
cat >"$dir/swift.conf" <<CONF
[swift-hash]
swift_hash_path_suffix = loopback
swift_hash_path_prefix = loopback
[storage-policy:0]
name = only
default = yes
CONF

for kind in account container object; do
  port=$(free_port)
  swift-ring-builder "$dir/$kind.builder" create 1 1 0 >/dev/null
  swift-ring-builder "$dir/$kind.builder" add "r1z1-127.0.0.1:$port/one" 1 >/dev/null
  swift-ring-builder "$dir/$kind.builder" rebalance >/dev/null
  server "$kind" "$port" "[pipeline:main]
pipeline = $kind-server
[app:$kind-server]
use = egg:swift#$kind"
  launch "$kind"
done

# The cache is asked for by name and never needed; nothing listens at its port.
port=$(free_port)
server proxy "$port" "[pipeline:main]
pipeline = catch_errors cache s3api tempauth slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:s3api]
use = egg:swift#s3api
[filter:tempauth]
use = egg:swift#tempauth
user_${account}_${user} = ${AWS_SECRET_ACCESS_KEY:?} .admin
[filter:slo]
use = egg:swift#slo"
launch proxy

for _ in $(seq 150); do
  if curl -s "http://127.0.0.1:$port/" >/dev/null; then
    echo "http://127.0.0.1:$port"
    cat >/dev/null
    exit 0
  fi
  kill -0 "${daemons[-1]}" 2>/dev/null || break
  sleep 0.2
done
echo 'gave up waiting for the proxy' >&2
tail -n 5 -- "$dir"/*.out >&2
exit 1
