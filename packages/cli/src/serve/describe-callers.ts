import type { Config } from "@eks-auth/service";

/** Says who can call the service, for the text at its start: one line for each method. */
export function describeCallers(callers: Config["callers"]): string {
  if (callers === undefined) {
    return "are not authenticated: only this machine can call, with a loopback address as the Host";
  }
  const lines: string[] = [];
  const { serviceAccount } = callers;
  if (serviceAccount !== undefined) {
    const { namespace, name, audience } = serviceAccount;
    lines.push(`the service account ${namespace}/${name} of each cluster, with tokens for ${audience}`);
  }
  return lines.join("\n                ");
}
