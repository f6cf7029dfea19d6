import { isLoopback } from "../../network/address.ts";
import type { ConnectionFailureKind } from "../../network/connection-failure.ts";

/** Says what to do where an agent doesn't answer. */
export function mendAgentConnection(url: URL, kind: ConnectionFailureKind): string {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const remedies: Readonly<Record<ConnectionFailureKind, string>> = {
    refused: isLoopback(url)
      ? "Start eks-auth agent there. In a pod, a loopback address is the pod's own and not the node's."
      : "Check that an agent runs on this node, and that it listens on this address and port.",
    unreachable: `Check that an agent runs on this node and that an interface of the node has the address: ip address add ${host} dev lo`,
    silent:
      "Check that no NetworkPolicy keeps the pod from this address, that an agent runs on this node, and that an interface of the " +
      "node has the address.",
    slow: "The agent hangs, or what it waits for does: its log says more. SDKs give up after 1 or 2 s.",
    "unknown name": "Correct the name. SDKs take it only if it stands for an address that they allow.",
    certificate: "SDKs wouldn't trust it, either. Have it signed by an authority that they know.",
    "other protocol": "Something else than an agent listens there, or http and https are mixed up.",
    "broken off":
      "Something else than an agent listens there, or a proxy is between. The agent's log says more.",
  };
  return remedies[kind];
}
