#!/bin/bash
# Process 1 of a node, in new namespaces: makes its mounts and its network, then reaps processes that lost their parent.
# Usage: init.sh STATE NAME ADDRESS, with the folder of its state, its host name and its IPv4 address
set -euo pipefail
state=$1 name=$2 address=$3

# Everything that is mounted here vanishes with this process.
mount --make-rprivate /
mount -t proc proc /proc
umount --lazy --recursive /sys
mount -t sysfs sysfs /sys
mount -t tmpfs -o mode=755 cgroup /sys/fs/cgroup
sed -n 's/^[0-9]*:\([^:]\+\):.*/\1/p' /proc/self/cgroup | while read -r controllers; do
  folder=/sys/fs/cgroup/${controllers#name=}
  mkdir "$folder"
  case $controllers in
    name=*) mount -t cgroup -o "none,$controllers" cgroup "$folder" ;;
    *) mount -t cgroup -o "$controllers" cgroup "$folder" ;;
  esac
done
mount -t tmpfs -o mode=755 run /run
# What is written there does not reach the machine.
for folder in etc opt var/lib var/log; do
  mkdir -p "$state/overlay/$folder/upper" "$state/overlay/$folder/work"
  mount -t overlay overlay "/$folder" \
    -o "lowerdir=/$folder,upperdir=$state/overlay/$folder/upper,workdir=$state/overlay/$folder/work"
done
# Containers have overlays of their own, which can't lie on an overlay.
for folder in containerd kubelet; do
  mkdir -p "$state/$folder" "/var/lib/$folder"
  mount --bind "$state/$folder" "/var/lib/$folder"
done
# The kubelet sets these for the whole machine, unless they already have the value.
while read -r setting value; do
  echo "$value" >"/run/sysctl-${setting##*/}"
  mount --bind "/run/sysctl-${setting##*/}" "/proc/sys/$setting"
done <<<"vm/overcommit_memory 1
vm/panic_on_oom 0
kernel/panic 10
kernel/panic_on_oops 1
kernel/keys/root_maxkeys 1000000
kernel/keys/root_maxbytes 25000000"
mount --make-rshared /

hostname "$name"
printf '127.0.0.1 localhost\n%s %s\n' "$address" "$name" >/etc/hosts
rm -f /etc/resolv.conf
echo "nameserver 10.0.0.10" >/etc/resolv.conf
mkdir -p /etc/cni/net.d
cp "$state/cni.conflist" /etc/cni/net.d/10-node.conflist

# A bridge without ports has the node's address: not every kernel has dummy interfaces.
ip link set lo up
ip link add node0 type bridge
ip address add "$address/24" dev node0
ip link set node0 up
ip route add default dev node0
echo 1 >/proc/sys/net/ipv4/ip_forward

touch "$state/ready"
while true; do
  sleep 3600 &
  wait $!
done
