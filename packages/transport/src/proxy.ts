import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";
import { isExcluded } from "./no-proxy.ts";

/** A proxy that an environment variable names. */
export interface EnvironmentProxy {
  /** The variable's name, such as `HTTPS_PROXY`. */
  readonly variable: string;
  /** Can contain a password: never log it. */
  readonly url: URL;
}

/** Describes a proxy for messages, after "the". Only its host, because a URL can contain a password. */
export function describeProxy({ url, variable }: EnvironmentProxy): string {
  return `proxy at ${url.host} (from ${variable})`;
}

/** An environment variable names an unusable proxy. The message does not contain its value, which can contain a password. */
export class ProxyConfigError extends CodedError {
  static override readonly brand: string = "@eks-auth/transport/ProxyConfigError";
  override readonly name = "ProxyConfigError";
  readonly code = "proxy_config_invalid";

  constructor(variable: string) {
    super(
      `${variable} is not the URL of a proxy. It must be an http or https URL, such as http://proxy.example.org:3128.`,
    );
  }
}

/** A proxy answered instead of connecting to the server. Its answer is not the server's, and is not used. */
export class ProxyRefusedError extends CodedError {
  static override readonly brand: string = "@eks-auth/transport/ProxyRefusedError";
  override readonly name = "ProxyRefusedError";
  readonly code = "proxy_refused";
  /** The status of the proxy's answer. */
  readonly status: number;
  /** Makes AWS SDK clients try again if the proxy is not in order. */
  readonly $retryable: object | undefined;

  constructor(status: number) {
    super(`The proxy did not connect to the server: it answered ${status}.`);
    this.status = status;
    this.$retryable = status >= 500 ? {} : undefined;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds the proxy for a server, from `HTTPS_PROXY` or `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in lower or upper case. A
 * proxy without a scheme is an http URL, as in curl and Go. This machine never needs a proxy.
 *
 * @param server - the server's URL
 * @returns undefined if there is none
 * @throws ProxyConfigError if the proxy is not an http or https URL
 */
export function findProxy(
  server: URL | string,
  environment: Environment = process.env,
): EnvironmentProxy | undefined {
  const variable = findProxyVariable(server, environment);
  if (variable === undefined) {
    return undefined;
  }
  const value = environment[variable] ?? "";
  const url = URL.parse(value.includes("://") ? value : `http://${value}`);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new ProxyConfigError(variable);
  }
  return { variable, url };
}

/**
 * Finds the environment variable that names the proxy for a server, as {@link findProxy} does. The proxy can be unusable.
 *
 * @param server - the server's URL, http or https
 * @returns the variable's name, or undefined if connections are direct
 */
export function findProxyVariable(
  server: URL | string,
  environment: Environment = process.env,
): string | undefined {
  const { protocol, hostname, port } = new URL(server);
  const scheme = protocol.slice(0, -1);
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const noProxy = environment.no_proxy || environment.NO_PROXY || "";
  if (isLoopbackHost(host) || isExcluded(noProxy, host, port || defaultPorts[protocol] || "")) {
    return undefined;
  }
  return [`${scheme}_proxy`, "all_proxy"]
    .flatMap((name) => [name, name.toUpperCase()])
    .find((name) => environment[name]);
}

const defaultPorts: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };
