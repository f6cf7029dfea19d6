/** Finds out which service accounts have an association. */
export interface AssociationFinder {
  /**
   * Looks for an association of a service account. Whether its role is allowed does not matter.
   *
   * @throws LookUpError if that can't be found out now
   */
  has(namespace: string, serviceAccount: string): Promise<boolean>;
}
