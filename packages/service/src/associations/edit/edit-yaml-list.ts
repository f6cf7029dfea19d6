import { COLLECTION_STYLE, EVENT_ID, type Event } from "js-yaml";
import { endOf, findEnds, parseYamlEvents } from "../../files/yaml-events.ts";
import { editYamlMap } from "./edit-yaml-map.ts";
import { formatYaml } from "./format-yaml.ts";
import type { MemberEdits } from "./member-edits.ts";
import type { WrittenEntry } from "./written-entry.ts";
import {
  applySplices,
  columnOf,
  endOfLine,
  type Range,
  rangeAt,
  rangeOf,
  type Splice,
  withComma,
} from "./yaml-ranges.ts";

/** Edits of a file's entries. */
export interface EntryEdits<Entry> {
  /** The index of an entry to remove. */
  readonly remove?: number;
  /** Entries to replace, by index. */
  readonly replace?: ReadonlyMap<number, Entry>;
  /** Entries of which only some members are changed, by index. */
  readonly change?: ReadonlyMap<number, MemberEdits>;
  /** Entries to add at the end. */
  readonly add?: readonly Entry[];
}

/** Where the list of associations is in a text. */
interface ListPosition extends Range {
  /** The `:` before the list. */
  readonly colon: number;
  readonly items: readonly Range[];
}

/**
 * Edits the list of associations in YAML text. All other text stays as it is, including spaces and comments. Comments on
 * the lines of an entry, and between them, belong to the entry.
 *
 * @param text - the text of a file that was checked
 * @returns undefined if members of an entry can't be changed, because of how it is written
 */
export function editYamlList(text: string, edits: EntryEdits<WrittenEntry>): string | undefined {
  const { events } = parseYamlEvents(text);
  // The document is a map with one key, whose value is the list.
  const [, map, key, list] = events;
  if (map?.type !== EVENT_ID.MAPPING || list?.type !== EVENT_ID.SEQUENCE) {
    return text;
  }
  const items = splitItems(events);
  const position = {
    ...rangeOf(text, events.slice(3, -3)),
    colon: text.indexOf(":", endOf(key)),
    items: items.map((item) => rangeOf(text, item)),
  };
  const splices =
    list.style === COLLECTION_STYLE.FLOW
      ? editFlow(text, position, edits, map.style === COLLECTION_STYLE.FLOW)
      : editBlock(text, position, edits);
  for (const [index, members] of edits.change ?? []) {
    const changes = editYamlMap(text, items[index] ?? [], members);
    if (changes === undefined) {
      return undefined;
    }
    splices.push(...changes);
  }
  return applySplices(text, splices);
}

/** The events of each item of the list. */
function splitItems(events: readonly Event[]): (readonly Event[])[] {
  const ends = findEnds(events);
  const items: (readonly Event[])[] = [];
  for (let item = 4; events[item]?.type !== EVENT_ID.POP; ) {
    const end = ends[item] ?? events.length;
    items.push(events.slice(item, end));
    item = end;
  }
  return items;
}

function editBlock(
  text: string,
  { from: first, colon, items }: ListPosition,
  edits: EntryEdits<WrittenEntry>,
): Splice[] {
  const indent = columnOf(text, first);
  const dash = `\n${" ".repeat(indent)}-`;
  let next = first;
  const lines = items.map(({ to }) => {
    const from = next - indent;
    // Only empty lines and comments are between an entry and the dash of the next.
    next = text.indexOf(dash, to - 1) + dash.length - 1;
    return { from, to: endOfComments(text, endOfLine(text, to), indent) };
  });
  const splices: Splice[] = [];
  for (const [index, entry] of edits.replace ?? []) {
    splices.push({ ...rangeAt(lines, index), text: formatBlock([entry], indent) });
  }
  if (edits.remove !== undefined) {
    splices.push({ ...rangeAt(lines, edits.remove), text: "" });
    if (lines.length === 1) {
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
  { from, to, items }: ListPosition,
  edits: EntryEdits<WrittenEntry>,
  isInFlow: boolean,
): Splice[] {
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
  const column = columnOf(text, last.from);
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

function formatBlock(entries: readonly WrittenEntry[], indent: number): string {
  return formatYaml(entries).replaceAll(/^(?=.)/gm, " ".repeat(indent));
}

/** Comments below an entry that are indented more than its dash belong to it. */
function endOfComments(text: string, from: number, indent: number): number {
  const comments = new RegExp(`(?: {${indent + 1},}#[^\\n]*(?:\\n|$))*`, "y");
  comments.lastIndex = from;
  return from + (comments.exec(text)?.[0].length ?? 0);
}
