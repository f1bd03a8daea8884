#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# xandikos.sh DIR PORT USER: a Xandikos on loopback, its data below DIR. It asks for no password: USER is whoever comes.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lifetime.sh"
dir=$1 port=$2 user=$3

rm -rf "$dir"
mkdir -p "$dir/data"
cd "$dir"
setpriv --pdeathsig KILL xandikos -d "$dir/data" --defaults --current-user-principal "/$user/" -l 127.0.0.1 -p "$port" \
  >"$dir/log" 2>&1 </dev/null &
server=$!
trap 'end "$server" 5' EXIT
trap 'exit 143' TERM INT
until_answer "http://127.0.0.1:$port/" 30 "$server"
serve
