import type { UpdatePodIdentityAssociationRequest } from "@eks-auth/eks-api-server";
import type { ManagedAssociation } from "../associations/association-editor.ts";
import type { EksApiCluster } from "./eks-api-cluster.ts";

/**
 * Changes an association. Members that the request lacks stay as they are; an empty text removes one.
 *
 * @throws what `AssociationEditor.update` throws
 */
export async function updateAssociation(
  { editor }: EksApiCluster,
  input: UpdatePodIdentityAssociationRequest,
): Promise<ManagedAssociation> {
  const { associationId, roleArn, targetRoleArn, disableSessionTags, policy } = input;
  return editor.update(associationId, {
    roleArn,
    targetRoleArn: emptyToNull(targetRoleArn),
    disableSessionTags,
    policy: emptyToNull(policy),
  });
}

function emptyToNull(text: string | undefined): string | null | undefined {
  return text === "" ? null : text;
}
