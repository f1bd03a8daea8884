#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the servers of these tests from the packages of Debian or Ubuntu: SOGo with what it needs, Radicale, Xandikos.
# Further packages are arguments. Nothing is started, and nothing happens where all of them are there.
set -euo pipefail

packages=(sogo postgresql memcached nginx-light radicale xandikos curl "$@")
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing+=("$package")
done
[ "${#missing[@]}" -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "The tests with real servers need Debian or Ubuntu; not installed: ${missing[*]}" >&2
  exit 1
fi
if [ "$(id -u)" != 0 ]; then
  echo "The tests with real servers run as root. Or install these packages first: ${missing[*]}" >&2
  exit 1
fi

# Packages would start their own services, on the ports of a server in use. What forbids it is taken away again.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi

said=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -q && apt-get install -y -q --no-install-recommends "${missing[@]}"; } >"$said" 2>&1; then
  tail -n 30 "$said" >&2
  rm -f "$said"
  echo "Not installed: ${missing[*]}" >&2
  exit 1
fi
rm -f "$said"
