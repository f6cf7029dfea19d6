import type { ManagedAssociation } from "../associations/association-editor.ts";
import type { EksApiCluster } from "./eks-api-cluster.ts";
import { EksApiError } from "./eks-api-error.ts";

/** @throws EksApiError `association_id_unknown` if the cluster has no association with the ID */
export async function findAssociation(
  { name, editor }: EksApiCluster,
  id: string,
): Promise<ManagedAssociation> {
  const association = await editor.get(id);
  if (association === undefined) {
    throw new EksApiError("association_id_unknown", `The cluster ${name} has no association with this ID.`);
  }
  return association;
}
