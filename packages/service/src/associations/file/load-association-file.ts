import type { ClusterIdentity } from "../../cluster/cluster.ts";
import { readYamlText } from "../../yaml-file/read-yaml-text.ts";
import type { Association, AssociationStore } from "../association.ts";
import { nameAssociation } from "../association-id.ts";
import { parseAssociationFile } from "./parse-association-file.ts";

/**
 * Loads the associations of one cluster from a YAML file. The file is read once; a later change is not seen.
 *
 * @param path - the file: a list `associations`, each with `namespace`, `serviceAccount` and `roleArn`
 * @param cluster - whose associations they are
 * @throws YamlFileError where the file can't be read or used
 */
export async function loadAssociationFile(path: string, cluster: ClusterIdentity): Promise<AssociationStore> {
  const text = await readYamlText(path);
  const byNamespace = new Map<string, Map<string, Association>>();
  for (const { namespace, serviceAccount, roleArn } of parseAssociationFile(text, path, cluster)) {
    const name = nameAssociation(cluster, namespace, serviceAccount);
    const byServiceAccount = byNamespace.get(namespace) ?? new Map<string, Association>();
    byServiceAccount.set(serviceAccount, {
      namespace,
      serviceAccount,
      role: roleArn,
      targetRole: undefined,
      externalId: undefined,
      disableSessionTags: false,
      policy: undefined,
      durationSeconds: undefined,
      ...name,
    });
    byNamespace.set(namespace, byServiceAccount);
  }
  return {
    async find(namespace, serviceAccount) {
      return byNamespace.get(namespace)?.get(serviceAccount);
    },
  };
}
