import { setImmediate } from "node:timers/promises";
import type { AssociationPage, ListAssociationsOptions, ListedAssociation } from "./association-editor.ts";
import type { AssociationIds } from "./association-ids.ts";

/** How many associations are compared without a pause, so that requests do not wait. */
const keysPerTurn = 5000;

/**
 * Lists a page of associations.
 *
 * @param read - reads the association with a key; undefined if it was deleted meanwhile
 */
export async function listPage(
  ids: AssociationIds,
  { after, limit, namespace, serviceAccount }: ListAssociationsOptions,
  read: (key: string) => ListedAssociation | undefined,
): Promise<AssociationPage> {
  const associations: ListedAssociation[] = [];
  let compared = 0;
  for (const key of ids.keysAfter(after)) {
    if (++compared % keysPerTurn === 0) {
      await setImmediate();
    }
    const matches =
      (namespace === undefined || key.startsWith(`${namespace}/`)) &&
      (serviceAccount === undefined || key.endsWith(`/${serviceAccount}`));
    const association = matches ? read(key) : undefined;
    if (association === undefined) {
      continue;
    }
    if (associations.length === limit) {
      return { associations, hasMore: true };
    }
    associations.push(association);
  }
  return { associations, hasMore: false };
}
