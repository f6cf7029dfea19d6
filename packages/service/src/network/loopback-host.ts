/**
 * Tells whether a host is this machine alone.
 *
 * @param host - a name or an address, an IPv6 one with or without its brackets
 */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|\[?::1\]?|127(\.\d{1,3}){3})$/i.test(host);
}
