import type { Cursor } from "./cursor.ts";
import { hasLineBreak } from "./line-break.ts";
import { type JavaNode, UntranslatableError } from "./syntax.ts";

const supportedFlags = new Set("isd");

/**
 * Reads flags, after `(?`, and sets them: `s`, `i-s`.
 *
 * @throws UntranslatableError if a flag is not supported
 */
export function parseFlags(cursor: Cursor): void {
  const isOn = cursor.readWhile(/[a-z]/i);
  const isOff = cursor.skip("-") ? cursor.readWhile(/[a-z]/i) : "";
  for (const flag of isOn + isOff) {
    if (!supportedFlags.has(flag)) {
      throw new UntranslatableError(`the flag (?${flag}) has no exact equivalent in JavaScript.`);
    }
    cursor.flags = { ...cursor.flags, [flag]: !isOff.includes(flag) };
  }
  if (cursor.next !== ")" && cursor.next !== ":") {
    throw new UntranslatableError(`it has a group that starts with (?${cursor.next}: Java rejects it too.`);
  }
}

/**
 * Reads the quantifier after a node, if there is one.
 *
 * @returns the node, or one that repeats it
 * @throws UntranslatableError if Java rejects the quantifier
 */
export function parseQuantifier(cursor: Cursor, node: JavaNode): JavaNode {
  const counts = parseCounts(cursor);
  if (counts === undefined) {
    return node;
  }
  if (hasLineBreak(node)) {
    throw new UntranslatableError("\\R with a quantifier has no exact equivalent in JavaScript.");
  }
  const mode = cursor.skip("?") ? "lazy" : cursor.skip("+") ? "possessive" : "greedy";
  return { kind: "repeat", node, ...counts, mode };
}

function parseCounts(cursor: Cursor): { readonly min: number; readonly max: number } | undefined {
  const max = Number.POSITIVE_INFINITY;
  if (cursor.skip("?")) {
    return { min: 0, max: 1 };
  }
  if (cursor.skip("*")) {
    return { min: 0, max };
  }
  if (cursor.skip("+")) {
    return { min: 1, max };
  }
  if (!cursor.skip("{")) {
    return undefined;
  }
  const text = cursor.readUntil("}");
  const { min, comma, limit } = /^(?<min>\d+)(?<comma>,)?(?<limit>\d+)?$/.exec(text)?.groups ?? {};
  const least = Number(min);
  const most = comma === undefined ? least : limit === undefined ? max : Number(limit);
  if (!(least <= most) || (limit !== undefined && comma === undefined)) {
    throw new UntranslatableError(`it has the count {${text}}: Java rejects it too.`);
  }
  return { min: least, max: most };
}
