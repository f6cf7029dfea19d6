import { isMap, isSeq, type Node, type Pair, parseDocument, stringify, type YAMLSeq } from "yaml";

/** An entry as it is written, without members that have their default value. */
export type WrittenEntry = Readonly<Record<string, unknown>>;

/** Edits of a file's entries. */
export interface EntryEdits<Entry> {
  /** The index of an entry to remove. */
  readonly remove?: number;
  /** Entries to replace, by index. */
  readonly replace?: ReadonlyMap<number, Entry>;
  /** Entries to add at the end. */
  readonly add?: readonly Entry[];
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The replacement of a part of a text. */
interface Splice extends Range {
  readonly text: string;
}

/**
 * Edits the list of associations in YAML text. All other text stays as it is, including spaces and comments. Comments on
 * the lines of an entry, and between them, belong to the entry.
 *
 * @param text - the text of a file that was checked
 */
export function editYamlList(text: string, edits: EntryEdits<WrittenEntry>): string {
  const document = parseDocument(text, { keepSourceTokens: true, logLevel: "error" });
  const pair = isMap(document.contents) ? document.contents.items[0] : undefined;
  if (pair === undefined || !isSeq<Node>(pair.value)) {
    return text;
  }
  const isFlow = pair.value.srcToken?.type !== "block-seq";
  const splices = isFlow
    ? editFlow(text, pair.value, edits, isMap(document.contents) && document.contents.flow === true)
    : editBlock(text, pair, pair.value, edits);
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  // From the end, so that the positions of earlier splices stay valid.
  return splices
    .toSorted((one, other) => other.from - one.from || other.to - one.to)
    .reduce(
      (edited, { from, to, text: part }) =>
        edited.slice(0, from) + part.replaceAll("\n", lineBreak) + edited.slice(to),
      text,
    );
}

function editBlock(text: string, pair: Pair, list: YAMLSeq<Node>, edits: EntryEdits<WrittenEntry>): Splice[] {
  const first = dashOf(list, 0);
  const indent = first - text.lastIndexOf("\n", first) - 1;
  const lines = list.items.map((item, index) => ({
    from: text.lastIndexOf("\n", dashOf(list, index)) + 1,
    to: endOfComments(text, endOfLine(text, item.range?.[1] ?? 0), indent),
  }));
  const splices: Splice[] = [];
  for (const [index, entry] of edits.replace ?? []) {
    splices.push({ ...rangeAt(lines, index), text: formatBlock([entry], indent) });
  }
  if (edits.remove !== undefined) {
    splices.push({ ...rangeAt(lines, edits.remove), text: "" });
    if (lines.length === 1) {
      const colon = colonOf(pair);
      splices.push({ from: colon + 1, to: colon + 1, text: " []" });
    }
  }
  if (edits.add !== undefined && edits.add.length > 0) {
    const { to } = rangeAt(lines, lines.length - 1);
    const lineBreak = text[to - 1] === "\n" ? "" : "\n";
    splices.push({ from: to, to, text: lineBreak + formatBlock(edits.add, indent) });
  }
  return splices;
}

function editFlow(
  text: string,
  list: YAMLSeq<Node>,
  edits: EntryEdits<WrittenEntry>,
  isInFlow: boolean,
): Splice[] {
  const items = list.items.map(({ range }) => ({ from: range?.[0] ?? 0, to: range?.[1] ?? 0 }));
  const [from, to] = list.range ?? [0, 0];
  const added = (edits.add ?? []).map((entry) => JSON.stringify(entry));
  if (items.length === 0) {
    return isInFlow
      ? [{ from, to, text: `[${added.join(", ")}]` }]
      : replaceEmptyList(text, { from, to }, edits.add ?? []);
  }
  const splices: Splice[] = [];
  for (const [index, entry] of edits.replace ?? []) {
    splices.push({ ...rangeAt(items, index), text: JSON.stringify(entry) });
  }
  if (edits.remove !== undefined) {
    splices.push({ ...withComma(items, edits.remove), text: "" });
  }
  const last = rangeAt(items, items.length - 1);
  const column = last.from - text.lastIndexOf("\n", last.from) - 1;
  const gap = text.slice(from, to).includes("\n") ? `,\n${" ".repeat(column)}` : ", ";
  splices.push({ from: last.to, to: last.to, text: added.map((entry) => gap + entry).join("") });
  return splices;
}

/** Replaces an empty `[]` by a block. Text after it stays on its line. */
function replaceEmptyList(text: string, { from, to }: Range, entries: readonly WrittenEntry[]): Splice[] {
  const end = endOfLine(text, to);
  const lineBreak = text[end - 1] === "\n" ? "" : "\n";
  return [
    { from: text.slice(0, from).trimEnd().length, to, text: "" },
    { from: end, to: end, text: lineBreak + formatBlock(entries, 2) },
  ];
}

/** The range of an item with the comma after it, or the comma before it if it is the last. */
function withComma(items: readonly Range[], index: number): Range {
  const { from, to } = rangeAt(items, index);
  const next = items[index + 1];
  return next === undefined ? { from: items[index - 1]?.to ?? from, to } : { from, to: next.from };
}

function formatBlock(entries: readonly WrittenEntry[], indent: number): string {
  const block = stringify(entries, { lineWidth: 0, aliasDuplicateObjects: false });
  return block.replaceAll(/^(?=.)/gm, " ".repeat(indent));
}

function dashOf(list: YAMLSeq, index: number): number {
  const source = list.srcToken?.type === "block-seq" ? list.srcToken.items[index] : undefined;
  return source?.start.find(({ type }) => type === "seq-item-ind")?.offset ?? 0;
}

function colonOf({ srcToken }: Pair): number {
  return srcToken?.sep?.find(({ type }) => type === "map-value-ind")?.offset ?? 0;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at - 1);
  return end === -1 ? text.length : end + 1;
}

/** Comments below an entry that are indented more than its dash belong to it. */
function endOfComments(text: string, from: number, indent: number): number {
  const comments = new RegExp(`(?: {${indent + 1},}#[^\\n]*(?:\\n|$))*`, "y");
  comments.lastIndex = from;
  return from + (comments.exec(text)?.[0].length ?? 0);
}

function rangeAt(ranges: readonly Range[], index: number): Range {
  return ranges[index] ?? { from: 0, to: 0 };
}
