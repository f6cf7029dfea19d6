import type { CreatePodIdentityAssociationRequest } from "@eks-auth/eks-api-server";
import type { ManagedAssociation } from "../associations/association-editor.ts";
import type { EksApiCluster } from "./eks-api-cluster.ts";
import { removeEmpty } from "./empty-text.ts";

/**
 * Creates an association. A second request with the same token and the same members returns the existing one.
 *
 * @throws what `AssociationEditor.create` throws
 */
export async function createAssociation(
  { editor }: EksApiCluster,
  input: CreatePodIdentityAssociationRequest,
): Promise<ManagedAssociation> {
  const { namespace, serviceAccount, roleArn, targetRoleArn, disableSessionTags, policy } = input;
  const { tags = {}, clientRequestToken } = input;
  return editor.create({
    namespace,
    serviceAccount,
    roleArn,
    targetRoleArn: removeEmpty(targetRoleArn),
    disableSessionTags,
    policy: removeEmpty(policy),
    tags,
    requestToken: removeEmpty(clientRequestToken),
  });
}
