#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# sogo.sh DIR USERS SCRIPTS WEB_PORT DOOR_PORT SOGO_PORT DATABASE_PORT MEMCACHED_PORT SMTP_PORT PASSERELLE_PORT
# A SOGo on loopback with a database, a cache and a web server of its own, all below DIR. Runs as root.
#   WEB_PORT   what people open (/SOGo/); /SOGo/integrations/ goes to PASSERELLE_PORT
#   DOOR_PORT  the service door: believes the header x-webobjects-remote-user
#   USERS      lines "name:password"; "svc" may act for everybody
#   SCRIPTS    folder of the scripts that SOGo loads into its pages
# Everything lives in a process namespace of its own, of which this script is the first process: when it ends, nothing in it
# stays. None of its data is worth an orderly stop.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lifetime.sh"
if [ "${SOGO_INSIDE:-}" != yes ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "SOGo in the tests runs as root: it gets a place of its own for its configuration" >&2
    exit 1
  fi
  SOGO_INSIDE=yes exec unshare --mount --pid --ipc --fork --kill-child --mount-proc "$here/sogo.sh" "$@"
fi

dir=$1 users=$2 scripts=$3
web_port=$4 door_port=$5 sogo_port=$6 database_port=$7 memcached_port=$8 smtp_port=$9 passerelle_port=${10}
postgres=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
resources=$(readlink -f /usr/lib/GNUstep/SOGo/WebServerResources)
database="postgresql://sogo:sogo@127.0.0.1:$database_port/sogo"
processes=()

# What the servers read and write is in a folder of short name that everybody may enter; only this namespace sees it there.
rm -rf "$dir"
mkdir -p "$dir"
chmod 755 "$dir"
stage=/run/passerelle-sogo
mkdir -p "$stage"
mount --bind "$dir" "$stage"
mkdir -p "$stage"/{etc,scripts,overlay/js/integrations,socket}
chmod 777 "$stage/socket"
cp "$scripts"/*.js "$stage/scripts/"
cp "$scripts"/*.js "$stage/overlay/js/integrations/"

filled() {
  sed -e "s#@DIR@#$stage#g" -e "s#@DATABASE@#$database#g" -e "s#@WEB_PORT@#$web_port#g" -e "s#@SOGO_PORT@#$sogo_port#g" \
    -e "s#@MEMCACHED_PORT@#$memcached_port#g" -e "s#@SMTP_PORT@#$smtp_port#g" \
    -e "/@INTEGRATIONS@/{s###;r $stage/integrations.conf
}" "$1"
}

trap 'exit 143' TERM INT

as_postgres() {
  setpriv --reuid=postgres --regid=postgres --init-groups "$@"
}

start_database() {
  install -d -o postgres -g postgres -m 700 "$stage/postgres"
  as_postgres "$postgres/initdb" -D "$stage/postgres" -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$stage/postgres.log" 2>&1
  as_postgres "$postgres/postgres" -D "$stage/postgres" -p "$database_port" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories="$stage/socket" -c max_connections=200 -c fsync=off >>"$stage/postgres.log" 2>&1 </dev/null &
  local server=$! tries=300
  processes+=("$server")
  until as_postgres "$postgres/pg_isready" -q -h 127.0.0.1 -p "$database_port"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] && kill -0 "$server"
    sleep 0.1
  done
  as_postgres "$postgres/psql" -q -h 127.0.0.1 -p "$database_port" \
    -c "create role sogo login password 'sogo'" -c "create database sogo owner sogo"
  {
    echo "create table sogo_users (c_uid varchar(64) primary key, c_name varchar(64), c_password varchar(128), c_cn varchar(128), mail varchar(128));"
    while IFS=: read -r name password; do
      echo "insert into sogo_users values ('$name', '$name', '$password', '${name^} Test', '$name@example.test');"
    done <"$users"
  } | as_postgres "$postgres/psql" -q -h 127.0.0.1 -p "$database_port" -U sogo sogo
}

start_sogo() { # port, name, further settings
  local port=$1 name=$2
  shift 2
  setpriv --reuid=sogo --regid=sogo --clear-groups env HOME=/var/lib/sogo \
    /usr/sbin/sogod -WOPort "127.0.0.1:$port" -WOPidFile "/tmp/$name.pid" -WOLogFile - -WONoDetach YES "$@" \
    >"$stage/$name.log" 2>&1 </dev/null &
  processes+=("$!")
}

start_database
filled "$here/sogo/sogo.conf" >"$stage/etc/sogo.conf"
cp "$here/sogo/integrations.conf" "$stage/integrations.conf"
sed -i -e "s#@PASSERELLE_PORT@#$passerelle_port#g" "$stage/integrations.conf"
filled "$here/sogo/nginx.conf" >"$stage/nginx.conf"
mount --bind "$stage/etc" /etc/sogo
mount -t overlay overlay -o "lowerdir=$stage/overlay:$resources" "$resources"
mount -t tmpfs tmpfs /tmp

memcached -u nobody -l 127.0.0.1 -p "$memcached_port" -U 0 -m 64 >"$stage/memcached.log" 2>&1 </dev/null &
processes+=("$!")
set +u
. /usr/share/GNUstep/Makefiles/GNUstep.sh
set -u
start_sogo "$sogo_port" sogod
start_sogo "$door_port" sogod-door -SOGoTrustProxyAuthentication YES
nginx -c "$stage/nginx.conf" >"$stage/nginx.log" 2>&1 </dev/null &
processes+=("$!")
for process in "${processes[@]}"; do
  until_answer "http://127.0.0.1:$sogo_port/SOGo/" 60 "$process"
done
until_answer "http://127.0.0.1:$door_port/SOGo/" 60 "${processes[-2]}"
until_answer "http://127.0.0.1:$web_port/SOGo/" 20 "${processes[-1]}"
serve
