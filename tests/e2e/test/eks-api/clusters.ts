import type { TempFolder } from "@eks-auth/test-kit/temp-folder";

/** The name of a role in the account of the tests. */
export const roleArn = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

/** The most associations of a cluster, as on EKS. */
const limit = 5_000;

/**
 * Writes the associations of a cluster, and returns the cluster for the configuration.
 *
 * @param count - how many service accounts of the namespace `many` have an association
 */
export async function writeCluster(
  folder: TempFolder,
  name: string,
  issuer: string,
  count: number,
): Promise<{ name: string; issuer: string; associations: string }> {
  const associations = Array.from({ length: count }, (_, index) => ({
    namespace: "many",
    serviceAccount: `account-${index}`,
    roleArn: roleArn("many"),
  }));
  await folder.write(`${name}.json`, JSON.stringify({ associations }));
  return { name, issuer, associations: `${name}.json` };
}

/** Writes the clusters of the tests: `edge` is empty, `large` has 1,000 associations, `full` as many as it can have. */
export function writeClusters(folder: TempFolder, issuer: string): Promise<{ name: string }[]> {
  const counts = { edge: 0, shared: 0, large: 1_000, full: limit, broken: 1, elsewhere: 0 };
  return Promise.all(
    Object.entries(counts).map(([name, count]) => writeCluster(folder, name, issuer, count)),
  );
}
