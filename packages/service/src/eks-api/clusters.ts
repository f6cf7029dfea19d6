import type { Cluster, ListClustersRequest, ListClustersResponse } from "@eks-auth/eks-api-server";
import type { Caller } from "../callers/caller.ts";
import { clusterArn } from "../names/arn.ts";
import type { EksApiCluster } from "./eks-api-cluster.ts";
import { createNextToken, defaultPageSize, readNextToken } from "./next-token.ts";

/**
 * Lists the names of the clusters that the caller can read.
 *
 * @param caller - undefined if callers are not authenticated
 * @throws EksApiError `next_token_invalid`
 */
export function listClusters(
  clusters: readonly EksApiCluster[],
  caller: Pick<Caller, "name" | "clusters"> | undefined,
  { maxResults = defaultPageSize, nextToken }: ListClustersRequest,
): ListClustersResponse {
  const listed = ["clusters", caller?.name];
  const after = readNextToken(listed, nextToken);
  const names = clusters
    .map(({ name }) => name)
    .filter((name) => caller === undefined || caller.clusters === "all" || caller.clusters.has(name))
    .filter((name) => after === undefined || name > after)
    // Not by locale: the order must be that of the comparison.
    .sort((one, other) => (one < other ? -1 : 1));
  const page = names.slice(0, maxResults);
  const last = page.at(-1);
  const hasMore = names.length > page.length;
  return {
    clusters: page,
    nextToken: hasMore && last !== undefined ? createNextToken(listed, last) : undefined,
  };
}

/** Describes a cluster, as far as the configuration knows it. */
export function describeCluster(cluster: EksApiCluster): Cluster {
  const { name, issuer, endpoint } = cluster;
  return {
    name,
    arn: clusterArn(cluster),
    status: "ACTIVE",
    endpoint,
    identity: issuer === undefined ? undefined : { oidc: { issuer } },
    tags: {},
  };
}
