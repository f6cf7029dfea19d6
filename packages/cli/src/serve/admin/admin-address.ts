import type { Config } from "@eks-auth/service";

const defaultPort = 8481;

/** Where the probes and metrics are; port 0 is any free one. */
export function getAdminAddress({ admin, listen }: Pick<Config, "admin" | "listen">): {
  readonly host: string;
  readonly port: number;
} {
  // A service on any free port is one of several on this machine.
  return { host: admin.host, port: admin.port ?? (listen.port === 0 ? 0 : defaultPort) };
}
