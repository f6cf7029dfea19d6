import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { getProxyForUrl } from "proxy-from-env";

/** A proxy that an environment variable names. */
export interface EnvironmentProxy {
  /** The variable's name, such as `HTTPS_PROXY`. */
  readonly variable: string;
  /** Can contain a password: never log it. */
  readonly url: URL;
}

/** An environment variable names an unusable proxy. The message does not contain its value, which can contain a password. */
export class ProxyConfigError extends CodedError {
  static override readonly brand: string = "@eks-auth/agent/ProxyConfigError";
  override readonly name = "ProxyConfigError";
  readonly code = "proxy_config_invalid";

  constructor(variable: string) {
    super(
      `${variable} is not the URL of a proxy. It must be an http or https URL, such as http://proxy.example.org:3128.`,
    );
  }
}

/** In the order in which `proxy-from-env` reads them. */
const variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

/**
 * Finds the proxy for a server, from `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`. A proxy without a scheme is an http URL, as
 * in curl and Go.
 *
 * @param server - the server's URL; an http URL is on this machine, and needs no proxy
 * @returns undefined if there is none
 * @throws ProxyConfigError if the proxy is not an http or https URL
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
