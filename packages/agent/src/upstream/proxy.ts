import { getProxyForUrl } from "proxy-from-env";

/** A proxy that the environment names. */
export interface EnvironmentProxy {
  /** The variable that names it, `HTTPS_PROXY`. */
  readonly variable: string;
  /** It may hold a password. */
  readonly url: URL;
}

/** A variable of the environment doesn't name a proxy that can be used. The message doesn't hold what may be secret in it. */
export class ProxyConfigError extends Error {
  override readonly name = "ProxyConfigError";

  /** @param variable - the variable's name */
  constructor(variable: string) {
    super(
      `${variable} doesn't name a proxy that can be used: it must be an http or https URL, such as ` +
        "http://proxy.example.org:3128.",
    );
  }
}

/** In the order in which `proxy-from-env` looks at them. */
const variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

/**
 * Finds the proxy that `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` name for a server. One without a scheme is called by http,
 * as curl and Go do.
 *
 * @param server - the server's URL; one by http is on this machine
 * @returns `undefined` where it is called directly
 * @throws ProxyConfigError where what is named is none
 */
export function findProxy(server: string): EnvironmentProxy | undefined {
  if (!server.startsWith("https:") || getProxyForUrl(server) === "") {
    return undefined;
  }
  const variable = variables.find((name) => process.env[name]) ?? "HTTPS_PROXY";
  const value = process.env[variable] ?? "";
  const text = value.includes("://") ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new ProxyConfigError(variable);
  }
  return { variable, url };
}
