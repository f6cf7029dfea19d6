/** The parts of a URL that endpoint rules can read. */
export interface UrlParts {
  readonly scheme: string;
  /** The host, with the port if the URL has one. */
  readonly authority: string;
  readonly path: string;
  /** The path with a slash at its end. */
  readonly normalizedPath: string;
  /** Whether the host is an IP address. */
  readonly isIp: boolean;
}

/**
 * Parses a URL for endpoint rules.
 *
 * @returns undefined if it isn't an http or https URL without a query
 * @see https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html#parseurl-function
 */
export function parseUrl(text: string): UrlParts | undefined {
  const url = URL.parse(text);
  if (!url || url.search || !/^https?:$/.test(url.protocol)) {
    return undefined;
  }
  const { protocol, host, hostname, pathname: path } = url;
  const defaultPort = protocol === "https:" ? ":443" : ":80";
  return {
    scheme: protocol.slice(0, -1),
    authority: host + (text.includes(host + defaultPort) ? defaultPort : ""),
    path,
    normalizedPath: path.endsWith("/") ? path : `${path}/`,
    isIp: isIpAddress(hostname),
  };
}

const ipv4 = /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!$)|$)){4}$/;

/** Whether a host is an IPv4 address, or an IPv6 address in brackets. */
export function isIpAddress(host: string): boolean {
  return ipv4.test(host) || /^\[.*\]$/s.test(host);
}
