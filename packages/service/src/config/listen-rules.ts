import { BlockList, isIP } from "node:net";
import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";
import type { Config } from "./config.ts";
import type { ConfigProblem } from "./config-problem.ts";
import type { ListenConfig } from "./listen-config.ts";

/** What the rules of a listener read of its callers. */
type ListenerCallers = { readonly certificate?: object | undefined } | undefined;

/** The keys of a listener and of its callers in the configuration. */
interface ListenerKeys {
  readonly listen: string;
  readonly callers: readonly string[];
}

/** Finds the rules that the settings of the listeners violate together with those of their callers. */
export function findListenProblems({
  listen,
  callers,
  eksApi,
}: Pick<Config, "listen" | "callers" | "eksApi">): ConfigProblem[] {
  return [
    ...findProblems(listen, callers, { listen: "listen", callers: ["callers"] }),
    ...(eksApi === undefined
      ? []
      : findProblems(eksApi, eksApi.callers, { listen: "eksApi", callers: ["eksApi", "callers"] })),
  ];
}

function findProblems(
  { host, publicHosts, tls, insecure }: ListenConfig,
  callers: ListenerCallers,
  keys: ListenerKeys,
): ConfigProblem[] {
  const { listen: key } = keys;
  const isPublic = !isLoopbackHost(host);
  const problems: ConfigProblem[] = [];
  const add = (path: ConfigProblem["path"], message: string) => problems.push({ path, message });
  if (callers === undefined && isPublic) {
    add(
      [key, "host"],
      `The service would listen on ${host}, but no callers are configured, so everyone on the network could use a stolen token. Configure callers, or listen on 127.0.0.1, ::1 or localhost.`,
    );
  }
  if (callers === undefined && publicHosts !== undefined) {
    add(
      [key, "publicHosts"],
      `${key}.publicHosts is set, but no callers are configured, so only localhost, 127.0.0.1 and [::1] are allowed as the host. Configure callers, or remove it.`,
    );
  }
  if (isPublic && tls === undefined && !insecure) {
    add(
      [key, "host"],
      `The service would listen on ${host} without TLS, and everyone on the network could read what is sent. Set ${key}.tls, or ${key}.insecure: true if the network between the callers and the service is encrypted otherwise.`,
    );
  }
  if (tls !== undefined && insecure) {
    add([key, "insecure"], `${key}.insecure is true, but ${key}.tls is set. Remove one of the two.`);
  }
  if (callers !== undefined && publicHosts === undefined && isWildcard(host)) {
    add(
      [key, "host"],
      `The service would listen on all addresses (${host}), and doesn't know which hosts its callers use. Set ${key}.publicHosts to the host of its URL.`,
    );
  }
  if (callers?.certificate !== undefined && tls === undefined) {
    const name = [...keys.callers, "certificate"].join(".");
    add(
      [...keys.callers, "certificate"],
      `${name} is set, but not ${key}.tls: client certificates need TLS that ends at the service. Set ${key}.tls, or remove it.`,
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
