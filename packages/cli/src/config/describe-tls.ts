import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";
import type { Config } from "@eks-auth/service";

/** Says how connections are protected. @param expiresAt - the end of the server's certificate; undefined for the files only */
export function describeTls({ host, tls }: Config["listen"], expiresAt?: Date): string {
  if (tls === undefined) {
    return isLoopbackHost(host)
      ? "none: connections don't leave this machine"
      : "none (listen.insecure): the network between callers and this service must be encrypted otherwise";
  }
  const until = expiresAt === undefined ? "" : `, valid until ${expiresAt.toISOString()}`;
  return `${tls.certificateFile}${until}`;
}
