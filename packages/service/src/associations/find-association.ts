import type { VerifiedToken } from "../token/verified-token.ts";
import type { Association, AssociationStore } from "./association.ts";

/** The pod's service account has no association, so its pods have no role. */
export class NoAssociationError extends Error {
  override readonly name = "NoAssociationError";

  constructor(namespace: string, serviceAccount: string) {
    super(`The service account ${namespace}/${serviceAccount} has no association.`);
  }
}

/**
 * Finds the association of the service account that a token was made for.
 *
 * @throws NoAssociationError where it has none
 */
export async function findAssociation(
  associations: AssociationStore,
  { namespace, serviceAccount }: VerifiedToken,
): Promise<Association> {
  const association = await associations.find(namespace, serviceAccount);
  if (association === undefined) {
    throw new NoAssociationError(namespace, serviceAccount);
  }
  return association;
}
