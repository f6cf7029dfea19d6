import type { KeysConfig } from "@eks-auth/service";
import { formatTable } from "../terminal/format-table.ts";
import type { CheckedCluster } from "./check-cluster.ts";

/** Writes a table of clusters for people. */
export function formatClusters(clusters: readonly CheckedCluster[]): string {
  return formatTable(
    ["CLUSTER", "REGION", "ACCOUNT", "ISSUER", "KEYS", "ASSOCIATIONS"],
    clusters.map(
      ({ config: { name, region, accountId, issuer, keys, associations: file }, associations }) => [
        name,
        region,
        accountId,
        issuer,
        describeKeys(keys),
        `${associations} in ${file}`,
      ],
    ),
  );
}

function describeKeys({ file, url }: KeysConfig = {}): string {
  return file ?? url ?? "by discovery";
}
