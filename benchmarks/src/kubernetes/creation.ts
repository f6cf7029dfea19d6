import type { OnProgress } from "../benchmark.ts";
import { formatCount } from "../report/format.ts";
import { createAssociations } from "./associations.ts";
import type { KubernetesEnvironment } from "./environment.ts";
import { openTarget } from "./open-target.ts";

/** How long it took to create associations. */
export interface Creation {
  readonly associations: number;
  readonly milliseconds: number;
}

/** Each client has at most 16 connections. */
const clients = 2;

/** Creates the associations that are missing. */
export async function measureCreation(
  { target }: KubernetesEnvironment,
  existing: number,
  onProgress: OnProgress,
): Promise<Creation> {
  const associations = target.associations - existing;
  onProgress(`Creating ${formatCount(associations)} associations`);
  const apiServers = await Promise.all(Array.from({ length: clients }, () => openTarget(target)));
  const milliseconds = await createAssociations(apiServers, existing, target.associations);
  for (const apiServer of apiServers) {
    apiServer.close();
  }
  return { associations, milliseconds };
}
