# SPDX-License-Identifier: Apache-2.0
# Read by the scripts that run a server. Each stays in the foreground, says "ready" in a line of its own, and ends its server
# when its standard input is closed or it is told to end: so no server outlives the tests, however those end.

# until_answer URL SECONDS PID: waits for any answer of HTTP, as long as the process lives.
until_answer() {
  local tries=$(($2 * 10))
  while ! curl -s -o /dev/null --max-time 5 "$1"; do
    tries=$((tries - 1))
    if [ "$tries" -le 0 ] || ! kill -0 "$3" 2>/dev/null; then
      echo "No answer from $1" >&2
      return 1
    fi
    sleep 0.1
  done
}

# end PID SECONDS: asks a process to end, and insists after a while.
end() {
  local tries=$(($2 * 10))
  kill "$1" 2>/dev/null || return 0
  while kill -0 "$1" 2>/dev/null; do
    tries=$((tries - 1))
    if [ "$tries" -le 0 ]; then
      kill -KILL "$1" 2>/dev/null
      return 0
    fi
    sleep 0.1
  done
}

# serve: says that all is up, and waits to be told to end.
serve() {
  echo ready
  cat >/dev/null
}
