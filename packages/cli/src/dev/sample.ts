import { writeFile } from "node:fs/promises";
import type { ClusterIdentity } from "@eks-auth/service";
import type { ServiceAccountTokenRequest } from "@eks-auth/service/dev-cluster";
import { type DevDirectory, describeWriteError } from "./directory.ts";

/** What the development cluster is called. The account is the one that AWS's own documentation uses. */
export const devCluster: ClusterIdentity = { name: "dev", region: "us-east-1", accountId: "111122223333" };

/** The pod whose token is kept in the token file. */
export const samplePod: ServiceAccountTokenRequest = {
  namespace: "default",
  serviceAccount: "sample",
  pod: { name: "sample-pod" },
};

const sampleAssociations = `# Which service account gets which role. A change is taken within 2 s.
associations:
  - namespace: ${samplePod.namespace}
    serviceAccount: ${samplePod.serviceAccount}
    roleArn: arn:aws:iam::${devCluster.accountId}:role/sample
`;

/**
 * Writes the sample association, unless the file is there already: it is the user's to edit.
 *
 * @param file - in the directory
 * @throws CommandError where the file can't be written
 */
export async function writeSampleAssociations(directory: DevDirectory, file: string): Promise<void> {
  try {
    await writeFile(file, sampleAssociations, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw describeWriteError(directory, file, error);
    }
  }
}
