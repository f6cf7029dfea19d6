/**
 * Says where the probes and metrics are.
 *
 * @param url - undefined if they are turned off
 * @param hasConsole - whether there is a console, too
 */
export function describeAdmin(url: string | undefined, hasConsole: boolean): string {
  if (url === undefined) {
    return "none";
  }
  return hasConsole
    ? `${url}/healthz, /readyz, /metrics and /console/`
    : `${url}/healthz, /readyz and /metrics`;
}
