import { hash } from "node:crypto";
import { type AssociationNames, associationKey, isGlob } from "../precedence.ts";

/** The API server's limit for the name of an object. */
const maxNameLength = 253;

/** The digits of a name's hash: enough for names that a person tells apart. */
const hashLength = 8;

/**
 * Derives the name of a resource from the names that its association is for. It is the same on every machine, and differs
 * for different names in the same namespace.
 *
 * @returns `cart` for the service account `cart`; for globs a readable name with a hash, such as `app-any-4f1d23a9`; with
 *   `clusterWide`, the namespace comes first: `team-any.any-4f1d23a9`
 */
export function deriveResourceName(
  names: AssociationNames,
  { clusterWide }: { readonly clusterWide: boolean },
): string {
  const { namespace, serviceAccount } = names;
  const parts = clusterWide ? [namespace, serviceAccount] : [serviceAccount];
  const name = parts.map((part) => (isGlob(part) ? toReadable(part) : part)).join(".");
  // An exact name can end like a hash. But the hash of a glob's names is not in the name of another object by chance.
  if (!parts.some(isGlob) && name.length <= maxNameLength) {
    return name;
  }
  return `${name.slice(0, maxNameLength - hashLength - 1).replace(/[-.]+$/, "")}-${hashNames(names)}`;
}

/** Hashes names for the end of a resource's name. */
export function hashNames(names: AssociationNames): string {
  return hash("sha256", associationKey(names), "hex").slice(0, hashLength);
}

/** Replaces `*` by `any` and `?` by `one`, so that the text can be a part of an object's name. */
function toReadable(glob: string): string {
  return glob
    .replaceAll("*", "-any-")
    .replaceAll("?", "-one-")
    .split(".")
    .map((label) => label.replaceAll(/-+/g, "-").replaceAll(/^-|-$/g, ""))
    .join(".");
}
