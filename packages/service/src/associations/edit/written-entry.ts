import type { FileEntry } from "../file/entry.ts";
import type { EntryMetadata } from "../file/entry-metadata.ts";
import { formatPolicy } from "../file/session-policy.ts";

/** An entry as it is written, without members that have their default value. */
export type WrittenEntry = Readonly<Record<string, unknown>>;

/** Converts an entry to the form in which it is written. Equal entries have equal forms. */
export function toWrittenEntry(entry: FileEntry): WrittenEntry {
  const { namespace, serviceAccount, roleArn, targetRoleArn, externalId, policy, durationSeconds } = entry;
  return {
    namespace,
    serviceAccount,
    roleArn: roleArn.arn,
    ...(targetRoleArn && { targetRoleArn: targetRoleArn.arn }),
    ...(externalId !== undefined && { externalId }),
    ...(entry.disableSessionTags && { disableSessionTags: true }),
    ...(policy !== undefined && { policy: formatPolicy(policy) }),
    ...(durationSeconds !== undefined && { durationSeconds }),
    ...toWrittenMetadata(entry),
  };
}

function toWrittenMetadata({ tags = {}, createdAt, modifiedAt, requestDigest }: EntryMetadata): WrittenEntry {
  return {
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(createdAt !== undefined && { createdAt }),
    ...(modifiedAt !== undefined && { modifiedAt }),
    ...(requestDigest !== undefined && { requestDigest }),
  };
}
