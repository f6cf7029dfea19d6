import type { CreatePodIdentityAssociationRequest } from "@eks-auth/eks-api-server";
import type { ManagedAssociation } from "../associations/association-editor.ts";
import { AssociationChangeError } from "../associations/change-error.ts";
import { isGlob } from "../associations/precedence.ts";
import type { EksApiCluster } from "./eks-api-cluster.ts";
import { removeEmpty } from "./empty-text.ts";

/**
 * Creates an association. A second request with the same token and the same members returns the existing one.
 *
 * @throws AssociationChangeError `invalid` if a name is a glob. Amazon EKS has none, so a caller that sends one does not expect
 * that many service accounts get the role
 * @throws what `AssociationEditor.create` throws
 */
export async function createAssociation(
  { editor }: EksApiCluster,
  input: CreatePodIdentityAssociationRequest,
): Promise<ManagedAssociation> {
  const { namespace, serviceAccount, roleArn, targetRoleArn, disableSessionTags, policy } = input;
  const { tags = {}, clientRequestToken } = input;
  if (isGlob(namespace) || isGlob(serviceAccount)) {
    throw new AssociationChangeError(
      "invalid",
      "The namespace and the serviceAccount of an association that the EKS API creates can't have * or ?. Name one service account, or add the globs to the association file or as a resource.",
    );
  }
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
