import { UnusableFileError } from "../../files/file-error.ts";
import { describeIssue } from "../../files/yaml-issue.ts";
import type { ClusterRules } from "../association-rules.ts";
import { AssociationChangeError } from "../change-error.ts";
import { parseEntries } from "../file/association-file.ts";
import { minGuardedAssociations } from "../file/change-record.ts";
import { type AssociationInput, createEntrySchema, type FileEntry } from "../file/entry.ts";
import { associationKey } from "../precedence.ts";
import { type EntryEdits, editYamlList } from "./edit-yaml-list.ts";
import { findMemberEdits } from "./member-edits.ts";
import { rewriteFile } from "./rewrite-file.ts";
import { toWrittenEntry, type WrittenEntry } from "./written-entry.ts";

/** A change of a file's entries, and the result of making it. */
export interface EntryChange<Result> extends Omit<EntryEdits<FileEntry>, "change"> {
  /** Entries of which some members change, by index. The comments in them stay. */
  readonly update?: ReadonlyMap<number, FileEntry>;
  readonly result: Result;
}

/** The text of a file after a change. */
interface EditedText<Result> {
  /** Undefined if the change has no effect. */
  readonly text: string | undefined;
  /** The entries of the file after the change. */
  readonly entries: readonly FileEntry[];
  readonly result: Result;
  /** Whether to record the change for services that watch the file. */
  readonly record: boolean;
}

/** The text of a file that does not exist yet. */
const emptyFile = "associations: []\n";

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
  return rewriteFile(path, (current) => editEntries(current, path, cluster, decide));
}

/**
 * Edits the text of a file, with the parameters and errors of {@link changeEntries}.
 *
 * @param current - undefined if the file does not exist
 */
export function editEntries<Result>(
  current: string | undefined,
  path: string,
  cluster: ClusterRules,
  decide: (entries: readonly FileEntry[]) => EntryChange<Result>,
): EditedText<Result> {
  const text = current ?? emptyFile;
  const entries = parseEntries(text, path, cluster);
  const { result, ...change } = decide(entries);
  const { remove, replace = noEntries, update = noEntries, add = [] } = change;
  if (remove === undefined && replace.size === 0 && update.size === 0 && add.length === 0) {
    return { text: undefined, entries, result, record: false };
  }
  const expected = entries.map((entry, index) => replace.get(index) ?? update.get(index) ?? entry);
  const wanted = [...expected.filter((_, index) => index !== remove), ...add];
  const record = entries.length >= minGuardedAssociations;
  for (const edits of listEdits(entries, change)) {
    const edited = editYamlList(text, edits);
    const written = edited === undefined ? undefined : readWritten(edited, path, cluster, wanted);
    if (written !== undefined) {
      return { text: edited, entries: written, result, record };
    }
  }
  throw new AssociationChangeError(
    "unwritable",
    `${path} can't be edited safely, probably because of its anchors and aliases. It is unchanged. Edit it by hand.`,
  );
}

const noEntries: ReadonlyMap<number, FileEntry> = new Map();

/** The edits that make a change. The first ones keep comments; the others work for everything that has no aliases. */
function* listEdits(
  entries: readonly FileEntry[],
  { remove, replace = noEntries, update = noEntries, add = [] }: Omit<EntryChange<unknown>, "result">,
): Iterable<EntryEdits<WrittenEntry>> {
  const write = (changed: ReadonlyMap<number, FileEntry>) =>
    [...changed].map(([index, entry]) => [index, toWrittenEntry(entry)] as const);
  const others = { ...(remove !== undefined && { remove }), add: add.map(toWrittenEntry) };
  if (update.size > 0) {
    const change = write(update).map(([index, entry]) => {
      const old = entries[index];
      return [index, findMemberEdits(old === undefined ? {} : toWrittenEntry(old), entry)] as const;
    });
    yield { ...others, replace: new Map(write(replace)), change: new Map(change) };
  }
  yield { ...others, replace: new Map([...write(replace), ...write(update)]) };
}

/**
 * YAML can write a list in more ways than the edit supports, so its result is parsed again before it is written.
 *
 * @returns the entries; undefined if they are not the expected ones
 */
function readWritten(
  text: string,
  path: string,
  cluster: ClusterRules,
  expected: readonly FileEntry[],
): readonly FileEntry[] | undefined {
  const serialize = (entries: readonly FileEntry[]) => JSON.stringify(entries.map(toWrittenEntry));
  try {
    const entries = parseEntries(text, path, cluster);
    return serialize(entries) === serialize(expected) ? entries : undefined;
  } catch (error) {
    if (error instanceof UnusableFileError) {
      return undefined;
    }
    throw error;
  }
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
