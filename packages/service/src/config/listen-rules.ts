import { BlockList, isIP } from "node:net";
import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";
import type { Config } from "./config.ts";
import type { ConfigProblem } from "./config-problem.ts";

const plainHttpFix =
  "Set listen.tls, or listen.insecure: true if the network between the callers and the service is encrypted otherwise.";

/** Finds the rules that the settings of a listener violate together with those of the callers. */
export function findListenProblems({ listen, callers }: Pick<Config, "listen" | "callers">): ConfigProblem[] {
  const { host, publicHosts, tls, insecure } = listen;
  const isPublic = !isLoopbackHost(host);
  const problems: ConfigProblem[] = [];
  const add = (path: ConfigProblem["path"], message: string) => problems.push({ path, message });
  if (callers === undefined && isPublic) {
    add(
      ["listen", "host"],
      `The service would listen on ${host}, but no callers are configured, so everyone on the network could use a stolen token. Configure callers, or listen on 127.0.0.1, ::1 or localhost.`,
    );
  }
  if (callers === undefined && publicHosts !== undefined) {
    add(
      ["listen", "publicHosts"],
      "listen.publicHosts is set, but no callers are configured, so only localhost, 127.0.0.1 and [::1] are allowed as the host. Configure callers, or remove it.",
    );
  }
  if (isPublic && tls === undefined && !insecure) {
    add(
      ["listen", "host"],
      `The service would listen on ${host} without TLS, and everyone on the network could read tokens and credentials. ${plainHttpFix}`,
    );
  }
  if (tls !== undefined && insecure) {
    add(["listen", "insecure"], "listen.insecure is true, but listen.tls is set. Remove one of the two.");
  }
  if (callers !== undefined && publicHosts === undefined && isWildcard(host)) {
    add(
      ["listen", "host"],
      `The service would listen on all addresses (${host}), and doesn't know which hosts its callers use. Set listen.publicHosts to the host of its URL.`,
    );
  }
  if (callers?.certificate !== undefined && tls === undefined) {
    add(
      ["callers", "certificate"],
      "callers.certificate is set, but not listen.tls: client certificates need TLS that ends at the service. Set listen.tls, or remove it.",
    );
  }
  return problems;
}

/** Whether a text is an IP address or a CIDR range: `10.0.0.0/8`. */
export function isIpRange(text: string): boolean {
  const [, address = "", prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && (prefix === undefined || Number(prefix) <= (family === 4 ? 32 : 128));
}

/** `0.0.0.0` and `::` in each of their forms. */
const wildcards = new BlockList();
wildcards.addAddress("0.0.0.0");
wildcards.addAddress("::", "ipv6");

function isWildcard(host: string): boolean {
  return wildcards.check(host, isIP(host) === 6 ? "ipv6" : "ipv4");
}
