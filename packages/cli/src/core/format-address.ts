/** Formats a host and a port for a URL: `127.0.0.1:8480`, `[::1]:8480`. */
export function formatAddress(host: string, port: number): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}
