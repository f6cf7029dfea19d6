import type {
  ListPodIdentityAssociationsRequest,
  ListPodIdentityAssociationsResponse,
} from "@eks-auth/eks-api-server";
import { clusterArn } from "../names/arn.ts";
import type { EksApiCluster } from "./eks-api-cluster.ts";
import { createNextToken, defaultPageSize, readNextToken } from "./next-token.ts";
import { toSummary } from "./output.ts";

/**
 * Lists associations by ID, so that no page repeats or skips one while others are created and deleted.
 *
 * @throws EksApiError `next_token_invalid`
 */
export async function listAssociations(
  cluster: EksApiCluster,
  input: ListPodIdentityAssociationsRequest,
): Promise<ListPodIdentityAssociationsResponse> {
  const { namespace, serviceAccount, maxResults: limit = defaultPageSize, nextToken } = input;
  const listed = [clusterArn(cluster), namespace, serviceAccount];
  const { associations, hasMore } = await cluster.editor.list({
    after: readNextToken(listed, nextToken),
    limit,
    namespace,
    serviceAccount,
  });
  const last = associations.at(-1);
  return {
    associations: associations.map((association) => toSummary(association, cluster)),
    nextToken: hasMore && last !== undefined ? createNextToken(listed, last.id) : undefined,
  };
}
