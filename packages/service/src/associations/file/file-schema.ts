import { z } from "zod";
import { parseRoleArn, type RoleArn } from "../../aws/role-arn.ts";
import { namespacePattern, objectNamePattern } from "../../kubernetes/names.ts";

const maxAssociations = 5000;

const namespaceRule =
  'must be a namespace\'s name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit';
const serviceAccountRule =
  'must be a service account\'s name: 1 to 253 characters of a-z, 0-9, "-" and ".", first and last a letter or digit';
const roleArnRule = "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/NAME";

/** What one entry of the file comes to. */
export interface FileEntry {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: RoleArn;
}

/** What the whole file comes to. */
export interface FileContent {
  readonly associations: readonly FileEntry[];
}

/**
 * Makes the schema of a file of associations. The message of each issue says what is allowed, as the end of a
 * sentence that says what stands there.
 *
 * @param partition - where all roles must be, for no role can be assumed from another partition
 */
export function createFileSchema(partition: string): z.ZodType<FileContent> {
  const entry = z.strictObject(
    {
      namespace: z.string(namespaceRule).regex(namespacePattern, namespaceRule),
      serviceAccount: z.string(serviceAccountRule).regex(objectNamePattern, serviceAccountRule),
      roleArn: z.string(roleArnRule).transform((text, context) => {
        const role = parseRoleArn(text);
        if (role?.partition === partition) {
          return role;
        }
        context.addIssue(
          role === undefined
            ? roleArnRule
            : `must be a role of the partition ${partition}, where the cluster's region is`,
        );
        return z.NEVER;
      }),
    },
    { error: explainMap("must have the keys namespace, serviceAccount and roleArn") },
  );
  const listRule = `must be a list of ${maxAssociations} associations at most`;
  return z.strictObject(
    { associations: z.array(entry, listRule).max(maxAssociations, listRule) },
    { error: explainMap('must have the key "associations" and no other') },
  );
}

/** A key too many has a message of its own, made where the key's place is known. */
function explainMap(rule: string): (issue: { code?: string }) => string | undefined {
  return ({ code }) => (code === "unrecognized_keys" ? undefined : rule);
}
