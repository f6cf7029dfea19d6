#!/usr/bin/env bash
# Runs a program of an image to its end, with a read-only root, and with a network that has only lo.
# Usage: enter-image.sh ROOT USER:GROUP PROGRAM ARGUMENT..., inside `unshare --mount --net`
# Environment: IMAGE_VARIABLES, of the image's configuration
set -euo pipefail
root=$1 user=$2
shift 2

mkdir -p "$root/proc" "$root/sys"
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sys "$root/sys"
mount -o remount,bind,ro "$root"
ip link set lo up
# shellcheck disable=SC2086 # Several variables.
exec chroot --userspec="$user" --groups= "$root" /bin/env -i $IMAGE_VARIABLES "$@"
