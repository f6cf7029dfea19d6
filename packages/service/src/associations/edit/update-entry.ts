import type { AssociationUpdate } from "../association-editor.ts";
import type { ClusterRules } from "../association-rules.ts";
import { AssociationChangeError } from "../change-error.ts";
import type { AssociationInput, FileEntry } from "../file/entry.ts";
import { reservedTagPrefix } from "../file/entry-metadata.ts";
import { validateInput } from "./change-entries.ts";

/**
 * Applies an update to an entry. If the target role is removed, so is the external ID, which only that role requires.
 *
 * @throws AssociationChangeError `invalid` with every problem of the result
 */
export function updateEntry(entry: FileEntry, update: AssociationUpdate, cluster: ClusterRules): FileEntry {
  requireOwnTags(update.tags);
  const { roleArn, targetRoleArn, ...members } = entry;
  const tags = { ...entry.tags, ...update.tags };
  const input: AssociationInput = {
    ...members,
    roleArn: update.roleArn ?? roleArn.arn,
    targetRoleArn: merge(targetRoleArn?.arn, update.targetRoleArn),
    externalId: merge(update.targetRoleArn === null ? undefined : entry.externalId, update.externalId),
    disableSessionTags: update.disableSessionTags ?? entry.disableSessionTags,
    policy: merge(entry.policy, update.policy),
    tags: Object.fromEntries(Object.entries(tags).filter((tag): tag is [string, string] => tag[1] !== null)),
  };
  return validateInput(input, cluster);
}

function merge(old: string | undefined, update: string | null | undefined): string | undefined {
  return update === undefined ? old : (update ?? undefined);
}

/**
 * Checks that a request sets no tag of AWS itself.
 *
 * @throws AssociationChangeError `invalid`
 */
export function requireOwnTags(tags: Readonly<Record<string, string | null>> = {}): void {
  const reserved = Object.keys(tags).find((key) => key.toLowerCase().startsWith(reservedTagPrefix));
  if (reserved !== undefined) {
    throw new AssociationChangeError(
      "invalid",
      `The tag ${JSON.stringify(reserved)} begins with ${reservedTagPrefix}, which only AWS can set. Use another key.`,
    );
  }
}
