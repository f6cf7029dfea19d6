import { Document } from "yaml";
import { UnusableFileError } from "../../files/file-error.ts";
import { explainIssue } from "../../files/yaml-issue.ts";
import type { ClusterIdentity } from "../../names/arn.ts";
import { parseAssociationFile } from "../file/association-file.ts";
import { type AssociationInput, createEntrySchema, type FileEntry } from "../file/entry.ts";
import { writePolicy } from "../file/session-policy.ts";
import { AssociationChangeError } from "./change-error.ts";
import { editEntries, type WrittenEntry } from "./edit-yaml-list.ts";
import { rewriteFile } from "./rewrite-file.ts";

/** What is to become of a file's entries, and what that comes to. */
export interface EntryChange<Result> {
  /** The index of an entry to remove. */
  readonly remove?: number;
  /** Entries in the place of others, by index. */
  readonly replace?: ReadonlyMap<number, FileEntry>;
  /** Entries behind the last. */
  readonly add?: readonly FileEntry[];
  readonly result: Result;
}

/**
 * Changes the entries of a cluster's file, and nothing else in it; makes the file where it isn't there yet.
 *
 * @param decide - gets the entries that there are, all of them checked
 * @throws UnusableFileError where the file can't be read or used as it is
 * @throws AssociationChangeError where it can't be changed
 */
export function changeEntries<Result>(
  path: string,
  cluster: ClusterIdentity,
  decide: (entries: readonly FileEntry[]) => EntryChange<Result>,
): Promise<Result> {
  return rewriteFile(path, (current) => {
    const text = current ?? "associations: []\n";
    const entries = parseAssociationFile(text, path, cluster);
    const change = decide(entries);
    const { remove, replace = new Map<number, FileEntry>(), add = [], result } = change;
    if (remove === undefined && replace.size === 0 && add.length === 0) {
      return { text: undefined, result };
    }
    const edited = editEntries(text, {
      ...(remove !== undefined && { remove }),
      replace: new Map([...replace].map(([index, entry]) => [index, writeEntry(entry)])),
      add: add.map(writeEntry),
    });
    const wanted = entries.map((entry, index) => replace.get(index) ?? entry);
    requireEntries(edited, path, cluster, [...wanted.filter((_, index) => index !== remove), ...add]);
    return { text: edited, result };
  });
}

/** YAML has more ways to write a list than the edit foresees: what it made is read again before it is kept. */
function requireEntries(
  text: string,
  path: string,
  cluster: ClusterIdentity,
  wanted: readonly FileEntry[],
): void {
  if (write(readOrUndefined(text, path, cluster)) !== write(wanted)) {
    throw new AssociationChangeError(
      "unwritable",
      `${path} is written in a way that can't be edited safely: by anchors and aliases, maybe. It is as it was. Edit it by hand.`,
    );
  }
}

function readOrUndefined(
  text: string,
  path: string,
  cluster: ClusterIdentity,
): readonly FileEntry[] | undefined {
  try {
    return parseAssociationFile(text, path, cluster);
  } catch (error) {
    if (error instanceof UnusableFileError) {
      return undefined;
    }
    throw error;
  }
}

function write(entries: readonly FileEntry[] | undefined): string | undefined {
  return entries && JSON.stringify(entries.map(writeEntry));
}

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
