import type { OpenCluster } from "./open-cluster.ts";

/** How many key sets are fetched at once. */
const maxFetches = 8;

/** Reads the keys of the clusters that have none. It never rejects: the log says which keys are not available. */
export async function readMissingKeys(clusters: readonly OpenCluster[]): Promise<void> {
  const missing = clusters.filter(({ keys }) => keys.status.readAt === undefined);
  const readNext = async (): Promise<void> => {
    for (let next = missing.shift(); next !== undefined; next = missing.shift()) {
      await next.keys.refresh();
    }
  };
  await Promise.all(Array.from({ length: maxFetches }, readNext));
}
