import type { ConnectionFailureKind } from "../../network/connection-failure.ts";

/**
 * Says what to do where a server doesn't answer.
 *
 * @param proxy - the variable that has agents ask a proxy for it, if any
 */
export function mendServerConnection(kind: ConnectionFailureKind, proxy: string | undefined): string {
  return proxy === undefined
    ? remedies[kind]
    : `This asks it directly, and an agent would ask the proxy that ${proxy} names: its log says whether that works. ` +
        `Where the way should be a direct one: ${remedies[kind]}`;
}

const elsewhere = "Where it listens at another address, give that with --endpoint.";

const remedies: Readonly<Record<ConnectionFailureKind, string>> = {
  refused: `Start it: eks-auth serve --config FILE. ${elsewhere}`,
  unreachable: `Check the network between this machine and the server. ${elsewhere}`,
  silent: `Check firewalls between this machine and the server. ${elsewhere}`,
  slow: "It hangs, or what it waits for does: its log says more. Agents give up after 1 s.",
  "unknown name": "Correct the name in --endpoint.",
  certificate:
    "NODE_EXTRA_CA_CERTS=FILE has this command trust an authority; an agent has --ca-file for that.",
  "other protocol": "Something else listens there, or http and https are mixed up. Correct --endpoint.",
  "broken off": "Something else listens there, or a proxy is between. The server's log says more.",
};
