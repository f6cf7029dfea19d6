/** Says where the probes and metrics are. @param url - undefined if they are turned off */
export function describeAdmin(url: string | undefined): string {
  return url === undefined ? "none" : `${url}/healthz, /readyz and /metrics`;
}
