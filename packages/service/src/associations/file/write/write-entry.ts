import { Document } from "yaml";
import { explainIssue } from "../../../yaml-file/explain-issue.ts";
import type { AssociationInput, FileEntry } from "../entry.ts";
import { createEntrySchema } from "../entry-schema.ts";
import { writePolicy } from "../policy.ts";
import { AssociationChangeError } from "./change-error.ts";
import type { WrittenEntry } from "./edit-entries.ts";

/**
 * Checks an association that is to be written.
 *
 * @param partition - where all roles must be
 * @throws AssociationChangeError with every problem of it
 */
export function checkInput(input: AssociationInput, partition: string): FileEntry {
  const result = createEntrySchema(partition).safeParse(input);
  if (result.success) {
    return result.data;
  }
  const document = new Document(input);
  const problems = result.error.issues.flatMap((issue) => explainIssue(issue, document, () => 1));
  throw new AssociationChangeError(
    "invalid",
    `The association of ${input.namespace}/${input.serviceAccount} can't be used:\n${problems
      .map(({ message }) => `  ${message}`)
      .join("\n")}`,
  );
}

/** Writes an entry as a file has it; equal entries are written alike. */
export function writeEntry(entry: FileEntry): WrittenEntry {
  const { namespace, serviceAccount, roleArn, targetRoleArn, externalId, policy, durationSeconds } = entry;
  return {
    namespace,
    serviceAccount,
    roleArn: roleArn.arn,
    ...(targetRoleArn && { targetRoleArn: targetRoleArn.arn }),
    ...(externalId !== undefined && { externalId }),
    ...(entry.disableSessionTags && { disableSessionTags: true }),
    ...(policy !== undefined && { policy: writePolicy(policy) }),
    ...(durationSeconds !== undefined && { durationSeconds }),
  };
}
