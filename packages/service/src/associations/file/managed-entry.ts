import type { ClusterIdentity } from "../../names/arn.ts";
import type { ManagedAssociation } from "../association-editor.ts";
import { type FileEntry, toAssociation } from "./entry.ts";

/** Creates the association of an entry in a cluster's file, with its metadata. */
export function toManagedAssociation(entry: FileEntry, cluster: ClusterIdentity): ManagedAssociation {
  const { tags = {}, createdAt, modifiedAt } = entry;
  return {
    ...toAssociation(entry, cluster),
    tags,
    createdAt: createdAt === undefined ? undefined : new Date(createdAt),
    modifiedAt: modifiedAt === undefined ? undefined : new Date(modifiedAt),
  };
}
