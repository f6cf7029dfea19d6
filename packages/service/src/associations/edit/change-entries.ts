import { UnusableFileError } from "../../files/file-error.ts";
import { describeIssue } from "../../files/yaml-issue.ts";
import type { ClusterRules } from "../association-rules.ts";
import { parseEntries } from "../file/association-file.ts";
import { minGuardedAssociations } from "../file/change-record.ts";
import { type AssociationInput, createEntrySchema, type FileEntry } from "../file/entry.ts";
import { formatPolicy } from "../file/session-policy.ts";
import { associationKey } from "../precedence.ts";
import { AssociationChangeError } from "./change-error.ts";
import { type EntryEdits, editYamlList, type WrittenEntry } from "./edit-yaml-list.ts";
import { rewriteFile } from "./rewrite-file.ts";

/** A change of a file's entries, and the result of making it. */
interface EntryChange<Result> extends EntryEdits<FileEntry> {
  readonly result: Result;
}

/**
 * Changes the entries of a cluster's file and nothing else in it. The file is created if it does not exist.
 *
 * @param decide - gets the existing entries, all checked
 * @throws UnusableFileError if the file cannot be read or is not valid
 * @throws AssociationChangeError if it cannot be changed
 */
export function changeEntries<Result>(
  path: string,
  cluster: ClusterRules,
  decide: (entries: readonly FileEntry[]) => EntryChange<Result>,
): Promise<Result> {
  return rewriteFile(path, (current) => {
    const text = current ?? "associations: []\n";
    const entries = parseEntries(text, path, cluster);
    const change = decide(entries);
    const { remove, replace = new Map<number, FileEntry>(), add = [], result } = change;
    if (remove === undefined && replace.size === 0 && add.length === 0) {
      return { text: undefined, result };
    }
    const edited = editYamlList(text, {
      ...(remove !== undefined && { remove }),
      replace: new Map([...replace].map(([index, entry]) => [index, toWrittenEntry(entry)])),
      add: add.map(toWrittenEntry),
    });
    const expected = entries.map((entry, index) => replace.get(index) ?? entry);
    requireEntries(edited, path, cluster, [...expected.filter((_, index) => index !== remove), ...add]);
    return { text: edited, result, record: entries.length >= minGuardedAssociations };
  });
}

/** YAML can write a list in more ways than the edit supports, so its result is parsed again before it is written. */
function requireEntries(
  text: string,
  path: string,
  cluster: ClusterRules,
  expected: readonly FileEntry[],
): void {
  const serialize = (entries: readonly FileEntry[]) => JSON.stringify(entries.map(toWrittenEntry));
  try {
    if (serialize(parseEntries(text, path, cluster)) === serialize(expected)) {
      return;
    }
  } catch (error) {
    if (!(error instanceof UnusableFileError)) {
      throw error;
    }
  }
  throw new AssociationChangeError(
    "unwritable",
    `${path} can't be edited safely, probably because of its anchors and aliases. It is unchanged. Edit it by hand.`,
  );
}

/**
 * Checks an association before it is written.
 *
 * @param cluster - the rules for its associations
 * @throws AssociationChangeError with every problem of the association
 */
export function validateInput(input: AssociationInput, cluster: ClusterRules): FileEntry {
  const { value, issues } = createEntrySchema(cluster).validate(input);
  if (issues === undefined) {
    return value;
  }
  const checked = { value: input, lineOf: () => 1, lineOfKey: () => 1 };
  const problems = issues
    .flatMap((issue) => describeIssue(issue, checked))
    .map(({ message }) => `\n  ${message}`);
  const reason = `The association for ${associationKey(input)} is not valid:${problems.join("")}`;
  throw new AssociationChangeError("invalid", reason);
}

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
  };
}
