import { decodeText } from "../files/decode-text.ts";
import type { FilePermissions } from "../files/read-file.ts";
import { readUsableFile } from "../files/read-usable-file.ts";
import { parseYamlFile } from "../files/yaml-file.ts";
import { namespacePattern, objectNamePattern } from "../names/kubernetes.ts";
import { array, type Schema, strictObject, string } from "../validation/index.ts";
import { type DenyEntry, DenyList, deniedKinds } from "./deny-list.ts";

const idRule = "must be a text of 1 to 256 characters";
const accountRule = "must be a namespace and the name of a service account: shop/cart";
const clusterRule = "must be a cluster's name";
const reasonRule = "must be a text of 1 to 200 characters";
const kindRule = `must have exactly one of ${deniedKinds.join(", ")}`;

const id = string(idRule, { min: 1, max: 256 }).optional();

const entrySchema = strictObject(
  {
    keyId: id.describe("The kid of a signing key: all tokens that were signed with it are denied."),
    tokenId: id.describe("The jti of one token."),
    podUid: id.describe("The UID of a pod: all of its tokens are denied."),
    serviceAccount: string(accountRule)
      .refine(isServiceAccount, accountRule)
      .optional()
      .describe("NAMESPACE/NAME of a service account: the tokens of all of its pods are denied."),
    cluster: string(clusterRule, { pattern: /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/ })
      .optional()
      .describe("The cluster that the entry is for; by default every cluster."),
    reason: string(reasonRule, { min: 1, max: 200 }).optional().describe("Why, for the log."),
  },
  `${kindRule}, and can have cluster and reason`,
).refine((entry) => deniedKinds.filter((kind) => entry[kind] !== undefined).length === 1, kindRule);

/** The schema of a deny list's file. */
export const denyListSchema: Schema<{ readonly denied: readonly DenyEntry[] }> = strictObject(
  { denied: array(entrySchema, "must be a list of entries").describe("The tokens that are refused.") },
  "must have the key denied, and no other",
);

function isServiceAccount(text: string): boolean {
  const [namespace = "", name = "", ...rest] = text.split("/");
  return namespacePattern.test(namespace) && objectNamePattern.test(name) && rest.length === 0;
}

/**
 * Loads a deny list.
 *
 * @throws UnusableFileError if the file cannot be read, must not be trusted, or is not valid
 */
export async function loadDenyList(path: string, permissions?: FilePermissions): Promise<DenyList> {
  return parseDenyList(decodeText(await readUsableFile(path, "denyList", permissions), path), path);
}

/**
 * Parses a deny list.
 *
 * @param source - where it is from, for messages
 * @throws UnusableFileError if it is not valid
 */
export function parseDenyList(text: string, source: string): DenyList {
  return new DenyList(parseYamlFile(text, source, denyListSchema).content.denied);
}
