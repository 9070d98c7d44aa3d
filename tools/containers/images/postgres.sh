#!/bin/sh
# What the image "postgres" does at its start: an empty folder becomes a database, then its user takes over.
set -eu
if [ "$(id -u)" = 0 ]; then
	chown postgres "$PGDATA"
	chmod 700 "$PGDATA"
	install -d -o postgres /var/run/postgresql
	exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
	password=$(mktemp)
	printf '%s\n' "$POSTGRES_PASSWORD" >"$password"
	initdb --username="$POSTGRES_USER" --pwfile="$password" --auth-host=scram-sha-256 --auth-local=trust --encoding=UTF8
	rm "$password"
	echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
	pg_ctl start --wait --options='-c listen_addresses='
	createdb --username="$POSTGRES_USER" "$POSTGRES_DB"
	pg_ctl stop --wait --mode=fast
fi
exec "$@" -c listen_addresses='*'
