# A node with a pod, in separate network namespaces. The pod calls the agent at the addresses that AWS SDKs use. The agent
# has no capability but NET_BIND_SERVICE, as in a DaemonSet, and its init container's none but NET_ADMIN.
# Usage: link-local.sh NODE EKS_AUTH OUTPUT, inside `unshare --map-root-user --net`
set -eu
node=$1 eks_auth=$2 output=$3

ip link set lo up
setpriv --no-new-privs --bounding-set=-all,+net_admin "$node" "$eks_auth" link-local add

unshare --net sleep 600 >/dev/null &
pod=$!
started=$pod
trap 'kill $started; wait' EXIT
until [ "$(readlink "/proc/$pod/ns/net")" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
ip link add veth0 type veth peer name eth0 netns "$pod"
ip address add 10.0.0.1/24 dev veth0
ip -6 address add fd00::1/64 dev veth0 nodad
ip link set veth0 up
# Waits until a program listens. Arguments: its output, its process.
until_listening() {
  until grep -q 'Press Ctrl-C' "$1"; do kill -0 "$2"; sleep 0.05; done
}
in_pod() { nsenter --net="/proc/$pod/ns/net" "$@"; }
in_pod ip address add 10.0.0.2/24 dev eth0
in_pod ip -6 address add fd00::2/64 dev eth0 nodad
in_pod ip link set eth0 up
in_pod ip route add default via 10.0.0.1
in_pod ip -6 route add default via fd00::1

"$node" "$eks_auth" dev --port 0 >"$output/dev" &
started="$started $!"
until_listening "$output/dev" $!
endpoint=$(sed -n 's/^EKS Auth is listening on //p' "$output/dev")
token_file=$(sed -n 's/^  token file    //p' "$output/dev")
setpriv --no-new-privs --bounding-set=-all,+net_bind_service "$node" "$eks_auth" agent --cluster dev \
  --endpoint "$endpoint" --no-sign-request --metrics 10.0.0.1:2705 >"$output/agent" &
started="$started $!"
until_listening "$output/agent" $!

for url in http://169.254.170.23/v1/credentials 'http://[fd00:ec2::23]/v1/credentials'; do
  in_pod curl -s -m 50 -o /dev/null -w '%{url} %{http_code} from %{local_ip}\n' -H "Authorization: $(cat "$token_file")" "$url"
done
curl -s http://127.0.0.1:2703/readyz
in_pod curl -s http://10.0.0.1:2705/metrics | grep '^pod_identity_cached_pods'
