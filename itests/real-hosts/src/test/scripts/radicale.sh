#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# radicale.sh DIR PORT USERS: a Radicale on loopback, its data below DIR. USERS is a file of lines "name:password".
# Everybody sees what is theirs; "svc" may act in everybody's home.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lifetime.sh"
dir=$1 port=$2 users=$3

rm -rf "$dir"
mkdir -p "$dir/data"
cat >"$dir/rights" <<R
[root]
user: .+
collection:
permissions: R
[own-home]
user: .+
collection: {user}
permissions: RW
[own-collections]
user: .+
collection: {user}/[^/]+
permissions: rw
[every-home]
user: svc
collection: [^/]+
permissions: RW
[every-collection]
user: svc
collection: [^/]+/[^/]+
permissions: rw
R
cat >"$dir/config" <<C
[server]
hosts = 127.0.0.1:$port
max_connections = 50
[auth]
type = htpasswd
htpasswd_filename = $users
htpasswd_encryption = plain
delay = 0
[rights]
type = from_file
file = $dir/rights
[storage]
filesystem_folder = $dir/data
[logging]
level = warning
C

setpriv --pdeathsig KILL radicale --config "$dir/config" >"$dir/log" 2>&1 </dev/null &
server=$!
trap 'end "$server" 5' EXIT
trap 'exit 143' TERM INT
until_answer "http://127.0.0.1:$port/" 30 "$server"
serve
