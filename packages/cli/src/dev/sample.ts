import { writeFile } from "node:fs/promises";
import type { ClusterIdentity } from "@eks-auth/service";
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

const sampleAssociations = `# Which service account gets which role. Changes take effect within 2 s.
associations:
  - namespace: ${samplePod.namespace}
    serviceAccount: ${samplePod.serviceAccount}
    roleArn: arn:aws:iam::${devCluster.accountId}:role/sample
`;

/**
 * Writes the sample association, unless the file exists: then the user may have edited it.
 *
 * @param file - a file in the directory
 */
export async function writeSampleAssociations(directory: DevDirectory, file: string): Promise<void> {
  try {
    await writeFile(file, sampleAssociations, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw toWriteError(directory, file, error);
    }
  }
}
