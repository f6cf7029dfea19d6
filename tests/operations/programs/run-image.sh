#!/usr/bin/env bash
# Runs a command of an image as a container engine with a read-only root does: as the image's user, without
# capabilities and network, with its configuration mounted read-only and a writable folder for state. It prints what the
# command and a health check answer.
# Usage: run-image.sh ROOT CONFIGURATION ARGUMENT..., inside `unshare --mount --net --pid --fork --kill-child`
# Environment: IMAGE_USER, IMAGE_FOLDER, IMAGE_VARIABLES, IMAGE_ENTRYPOINT, IMAGE_HEALTHCHECK, of the image's configuration
set -euo pipefail
root=$1 configuration=$2
shift 2

mkdir -p "$root$IMAGE_FOLDER" "$root/var/lib/eks-auth" "$root/proc" "$root/dev"
mount --make-rprivate /
mount --bind "$root" "$root"
mount --bind "$configuration" "$root$IMAGE_FOLDER"
mount -o remount,bind,ro "$root$IMAGE_FOLDER"
mount -t tmpfs -o "uid=${IMAGE_USER%:*},gid=${IMAGE_USER#*:},mode=0700" state "$root/var/lib/eks-auth"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -o remount,bind,ro "$root"
ip link set lo up

# shellcheck disable=SC2206 # Several variables.
in_image=(chroot --userspec="$IMAGE_USER" --groups= "$root" /bin/env -i $IMAGE_VARIABLES
  sh -c 'cd "$0" && exec "$@"' "$IMAGE_FOLDER")

# shellcheck disable=SC2086 # Several words.
"${in_image[@]}" $IMAGE_ENTRYPOINT "$@" &
service=$!
for ((attempt = 0; ; attempt++)); do
  # shellcheck disable=SC2086 # Several words.
  "${in_image[@]}" $IMAGE_HEALTHCHECK && break
  kill -0 "$service" && [ $attempt -lt 100 ] || { echo "not healthy" >&2; kill -KILL "$service"; exit 1; }
  sleep 0.1
done
echo "healthy"
"${in_image[@]}" sh -c 'id -u; grep CapEff /proc/self/status; echo x >/opt/eks-auth/file' 2>&1 || true
if [ -f "$configuration/request.mjs" ]; then "${in_image[@]}" node request.mjs; fi
kill -TERM "$service"
wait "$service"
echo "stopped"
