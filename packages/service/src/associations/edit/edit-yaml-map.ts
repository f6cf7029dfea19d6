import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from "js-yaml";
import { endOf, findEnds, startOf } from "../../files/yaml-events.ts";
import { formatYaml } from "./format-yaml.ts";
import type { MemberEdit, MemberEdits } from "./member-edits.ts";
import { columnOf, endOfLine, type Range, rangeOf, type Splice } from "./yaml-ranges.ts";

/** A member of a map in a text, from its key to the end of its value. */
interface Member extends Range {
  readonly key: string;
  readonly keyTo: number;
  readonly value: readonly Event[];
}

/**
 * Edits members of a map in YAML text. All other text stays as it is. A comment on the line of a changed member stays, and
 * that of a removed one goes.
 *
 * @param node - the events of the map
 * @returns undefined if the map is written in a way that can't be edited: as an alias, or with other keys
 */
export function editYamlMap(
  text: string,
  node: readonly Event[],
  edits: MemberEdits,
): readonly Splice[] | undefined {
  const [map] = node;
  const members = map?.type === EVENT_ID.MAPPING ? findMembers(text, node) : undefined;
  const known = new Set(members?.map(({ key }) => key));
  if (map?.type !== EVENT_ID.MAPPING || members === undefined || members.length === 0) {
    return undefined;
  }
  const added: [key: string, value: unknown][] = [];
  for (const [key, edit] of edits) {
    if (!known.has(key)) {
      if (!("set" in edit)) {
        return undefined;
      }
      added.push([key, edit.set]);
    }
  }
  return map.style === COLLECTION_STYLE.FLOW
    ? editFlowMap(text, members, edits, added)
    : editBlockMap(text, members, edits, added);
}

function findMembers(text: string, node: readonly Event[]): readonly Member[] | undefined {
  const ends = findEnds(node);
  const members: Member[] = [];
  for (let at = 1; node[at]?.type !== EVENT_ID.POP; ) {
    const key = node[at];
    const end = ends[at + 1] ?? node.length;
    const value = node.slice(at + 1, end);
    const [from, keyTo] = [startOf(key), endOf(key)];
    if (key?.type !== EVENT_ID.SCALAR || from === undefined || keyTo === undefined) {
      return undefined;
    }
    const { to } = rangeOf(text, value);
    members.push({ key: getScalarValue(text, key), from, keyTo, to: Math.max(keyTo, to), value });
    at = end;
  }
  return members;
}

type Added = readonly (readonly [key: string, value: unknown])[];

function editBlockMap(
  text: string,
  members: readonly Member[],
  edits: MemberEdits,
  added: Added,
): readonly Splice[] | undefined {
  const last = members.at(-1) as Member;
  const column = columnOf(text, (members[0] as Member).from);
  const splices: Splice[] = [];
  // Before those of a map in this one, whose additions at the same position must come first in the text.
  if (added.length > 0) {
    const at = endOfLine(text, last.to);
    const lineBreak = text[at - 1] === "\n" ? "" : "\n";
    const lines = indent(formatYaml(Object.fromEntries(added)), column);
    splices.push({ from: at, to: at, text: lineBreak + " ".repeat(column) + lines });
  }
  for (const member of members) {
    const edit = edits.get(member.key);
    const edited = edit && editMember(text, member, edit, column);
    if (edit !== undefined && edited === undefined) {
      return undefined;
    }
    splices.push(...(edited ?? []));
  }
  return splices;
}

function editMember(
  text: string,
  member: Member,
  edit: MemberEdit,
  column: number,
): readonly Splice[] | undefined {
  if ("edit" in edit) {
    return editYamlMap(text, member.value, edit.edit);
  }
  return ["remove" in edit ? removeMember(text, member) : setMember(text, member, edit.set, column)];
}

function removeMember(text: string, { from, to }: Member): Splice {
  const lineStart = text.lastIndexOf("\n", from - 1) + 1;
  if (text.slice(lineStart, from).trim() === "") {
    return { from: lineStart, to: endOfLine(text, to), text: "" };
  }
  // After the dash of the entry: the line break stays.
  return { from, to: from + text.slice(from, to).trimEnd().length, text: "" };
}

function setMember(text: string, member: Member, value: unknown, column: number): Splice {
  const { key, keyTo, from, to } = member;
  const [first] = member.value;
  const formatted = formatYaml({ [key]: value }).trimEnd();
  const isInline =
    first?.type === EVENT_ID.SCALAR &&
    [SCALAR_STYLE.PLAIN, SCALAR_STYLE.SINGLE_QUOTED, SCALAR_STYLE.DOUBLE_QUOTED].some(
      (style) => style === first.style,
    );
  const start = startOf(first);
  if (isInline && start !== undefined && !formatted.includes("\n") && isPlainKey(formatted, key)) {
    return { from: start, to, text: formatted.slice(key.length + 2) };
  }
  const lineEnd = endOfLine(text, isInline ? to : keyTo);
  const comment = /\s#.*/.exec(text.slice(isInline ? to : keyTo, lineEnd).trimEnd())?.[0] ?? "";
  const [line = "", ...lines] = formatted.split("\n");
  const end = from + text.slice(from, endOfLine(text, to)).trimEnd().length;
  return { from, to: end, text: indent([line + comment, ...lines].join("\n"), column) };
}

function isPlainKey(formatted: string, key: string): boolean {
  return formatted.startsWith(`${key}: `);
}

function editFlowMap(
  text: string,
  members: readonly Member[],
  edits: MemberEdits,
  added: Added,
): readonly Splice[] | undefined {
  const splices: Splice[] = [];
  let isFirst = true;
  for (const [index, member] of members.entries()) {
    const edit = edits.get(member.key);
    const { from, to } = member;
    if (edit !== undefined && "remove" in edit) {
      // With the comma after it, or before it if a member before it stays.
      const next = members[index + 1];
      const previous = members[index - 1];
      splices.push(
        isFirst || previous === undefined
          ? { from, to: next?.from ?? to, text: "" }
          : { from: previous.to, to, text: "" },
      );
      continue;
    }
    isFirst = false;
    if (edit !== undefined && "edit" in edit) {
      const nested = editYamlMap(text, member.value, edit.edit);
      if (nested === undefined) {
        return undefined;
      }
      splices.push(...nested);
    } else if (edit !== undefined) {
      splices.push({ ...rangeOf(text, member.value), text: JSON.stringify(edit.set) });
    }
  }
  const { to } = members.at(-1) as Member;
  const parts = added.map(([key, value]) => `, ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  splices.push({ from: to, to, text: parts.join("") });
  return splices;
}

/** Indents all lines but the first. */
function indent(text: string, column: number): string {
  return text.replaceAll(/(?<=\n)(?=.)/g, " ".repeat(column));
}
