#!/usr/bin/env bash
# Makes an image with Node.js, npm and a shell from the files of this machine, because tests use no registry of images.
# It has what an operator's own base image has too: the certificates and the npm settings of their network.
# Usage: base-image.sh NAME NODE NPM_FOLDER, with the options of buildah in BUILDAH_OPTIONS
set -euo pipefail
name=$1 node=$2 npm=$3
# shellcheck disable=SC2086 # Several options.
buildah() { command buildah $BUILDAH_OPTIONS "$@"; }

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/{bin,dev,etc/ssl/certs,lib,lib64,proc,root,tmp,usr/bin,usr/lib/node_modules}
chmod 1777 "$root/tmp"
cp "$(command -v busybox)" "$root/bin/busybox"
for command in sh cat cp env grep id ls mkdir rm test; do ln -s busybox "$root/bin/$command"; done
ln -s ../../bin/busybox "$root/usr/bin/env"
cp "$node" "$root/bin/node"
libraries=$(ldd "$node" | grep -o '/[^ ]*')
# Build tools need the rest of the C library.
rest=$(dirname "$(grep -m 1 /libc.so <<<"$libraries")")/librt.so.1
for library in $libraries "$rest"; do
  mkdir -p "$root$(dirname "$library")"
  cp -L "$library" "$root$library"
done
cp -RL "$npm" "$root/usr/lib/node_modules/npm"
for command in npm npx; do
  printf '#!/bin/sh\nexec node /usr/lib/node_modules/npm/bin/%s-cli.js "$@"\n' "$command" >"$root/bin/$command"
  chmod +x "$root/bin/$command"
done
printf 'root:x:0:0:root:/root:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\n' >"$root/etc/group"
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/" 2>/dev/null || true
# The registry of this machine, if it has its own.
cp "${NPM_CONFIG_USERCONFIG:-$HOME/.npmrc}" "$root/root/.npmrc" 2>/dev/null || true

container=$(buildah from scratch)
buildah copy --quiet "$container" "$root" / >/dev/null
buildah config --env PATH=/bin:/usr/bin --env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt "$container"
buildah commit --quiet --rm "$container" "$name" >/dev/null
