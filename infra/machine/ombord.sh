#!/bin/sh
# Ombord's commands on one machine (/usr/local/bin/ombord): as the service's user, on its database, with its settings.
set -e
set -a
. /etc/ombord/ombord.env
STORE=sqlite:/var/lib/ombord/ombord.db
set +a
exec setpriv --reuid=ombord --regid=ombord --init-groups \
  /opt/ombord/node_modules/node/bin/node --import /opt/ombord/bot/check-node.js /opt/ombord/bot/cli.ts "$@"
