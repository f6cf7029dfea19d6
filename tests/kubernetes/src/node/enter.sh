#!/bin/bash
# Runs a command in cgroups: enter.sh FILE COMMAND..., where FILE lists the cgroups' folders.
set -euo pipefail
while read -r folder; do
  echo $$ >"$folder/cgroup.procs"
done <"$1"
shift
exec "$@"
