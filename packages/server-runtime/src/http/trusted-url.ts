/**
 * Whether a host is only this machine: `localhost`, `::1` or 127.0.0.0/8.
 *
 * @param host - a name or an address; an IPv6 address with or without brackets
 */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|\[?::1\]?|127(\.\d{1,3}){3})$/i.test(host);
}

/** Whether no one on the network can read or change what a URL transports: it is https, or http on this machine. */
export function isTrustedUrl(url: string | URL): boolean {
  const parsed = URL.parse(String(url));
  return parsed?.protocol === "https:" || (parsed?.protocol === "http:" && isLoopbackHost(parsed.hostname));
}
