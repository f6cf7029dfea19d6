import type { Config } from "@eks-auth/service";

/** Says who can call the service, for the text at its start: one line for each method. */
export function describeCallers(callers: Config["callers"]): string {
  if (callers === undefined) {
    return "are not authenticated: only this machine can call, with a loopback address as the Host";
  }
  const lines: string[] = [];
  const { serviceAccount, sigv4, certificate } = callers;
  if (serviceAccount !== undefined) {
    const { namespace, name, audience } = serviceAccount;
    lines.push(`the service account ${namespace}/${name} of each cluster, with tokens for ${audience}`);
  }
  if (sigv4 !== undefined) {
    const names = sigv4.callers.map(({ name }) => name).join(", ") || "none yet";
    lines.push(`with a signature for the region ${sigv4.region}: ${names}`);
  }
  if (certificate !== undefined) {
    const names = certificate.callers.map(({ name }) => name).join(", ") || "none yet";
    lines.push(`with a client certificate of ${certificate.caFile}: ${names}`);
  }
  return lines.join("\n                ");
}
