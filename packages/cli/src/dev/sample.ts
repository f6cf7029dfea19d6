import { writeFile } from "node:fs/promises";
import type { ClusterIdentity, WatchedAssociations } from "@eks-auth/service";
import type { ServiceAccountTokenRequest } from "@eks-auth/service/dev-cluster";
import { type DevDirectory, toWriteError } from "./directory.ts";

/** The development cluster. The account ID is the one in AWS's documentation. */
export const devCluster: ClusterIdentity = { name: "dev", region: "us-east-1", accountId: "111122223333" };

/** The pod whose token is in the token file. */
export const samplePod: ServiceAccountTokenRequest = {
  namespace: "default",
  serviceAccount: "sample",
  pod: { name: "sample-pod" },
};

const defaultRoleArn = `arn:aws:iam::${devCluster.accountId}:role/sample`;

const formatAssociations = (
  roleArn: string,
) => `# Which service account gets which role. Changes take effect within 2 s.
associations:
  - namespace: ${samplePod.namespace}
    serviceAccount: ${samplePod.serviceAccount}
    roleArn: ${roleArn}
`;

/**
 * Writes the association of the sample pod, unless the file exists: then the user may have edited it.
 *
 * @param file - a file in the directory
 * @param roleArn - the ARN of an IAM role
 */
export async function writeSampleAssociations(
  directory: DevDirectory,
  file: string,
  roleArn: string = defaultRoleArn,
): Promise<void> {
  try {
    await writeFile(file, formatAssociations(roleArn), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw toWriteError(directory, file, error);
    }
  }
}

/**
 * Gives a service account a role, and leaves the other associations as they are.
 *
 * @param names - the namespace and the service account
 * @param roleArn - the ARN of an IAM role
 * @throws AssociationChangeError if the file can't be changed
 */
export async function setRole(
  { associations, editor }: Pick<WatchedAssociations, "associations" | "editor">,
  names: Pick<ServiceAccountTokenRequest, "namespace" | "serviceAccount">,
  roleArn: string,
): Promise<void> {
  const { namespace, serviceAccount } = names;
  const existing = associations.find(
    (one) => one.namespace === namespace && one.serviceAccount === serviceAccount,
  );
  if (existing === undefined) {
    await editor.create({ namespace, serviceAccount, roleArn });
  } else if (existing.role.arn !== roleArn) {
    await editor.update(existing.id, { roleArn });
  }
}
