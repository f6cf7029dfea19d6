import type { RequestListener } from "node:http";
import { isIPv6 } from "node:net";
import type { AgentHooks } from "../agent-hooks.ts";
import type { ConnectionWatch } from "./connection-watch.ts";
import { type HttpListener, listen } from "./http-listener.ts";
import type { ListenAddress } from "./listen-address.ts";
import { ListenError } from "./listen-error.ts";

/**
 * Listens at every address. Where this machine lacks an IPv6 one, that is only said, as long as there is another.
 *
 * @throws ListenError where an address can't be listened on; nothing listens then
 */
export async function listenEverywhere(
  addresses: readonly ListenAddress[],
  listener: RequestListener,
  { onLogEvent }: AgentHooks,
  watch: ConnectionWatch,
): Promise<HttpListener[]> {
  const outcomes = await Promise.allSettled(addresses.map((address) => listen(address, listener, watch)));
  const listeners = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const failures = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  const fatal = listeners.length === 0 ? failures[0] : failures.find((error) => !isMissingIpv6(error));
  if (fatal !== undefined) {
    await Promise.all(listeners.map((open) => open.stop(0)));
    throw fatal;
  }
  for (const { message } of failures) {
    onLogEvent?.({ level: "warn", message: `${message} Pods that use IPv6 get no credentials.` });
  }
  return listeners;
}

function isMissingIpv6(error: unknown): boolean {
  return (
    error instanceof ListenError &&
    isIPv6(error.address.host) &&
    (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT")
  );
}
