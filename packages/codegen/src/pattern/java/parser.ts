import { parseClass } from "./class-parser.ts";
import type { CodePoints } from "./code-points.ts";
import { Cursor } from "./cursor.ts";
import { characterSet, dotSet, readEscape } from "./escapes.ts";
import { lineBreak } from "./line-break.ts";
import { parseFlags, parseQuantifier } from "./modifiers.ts";
import { type JavaNode, UntranslatableError } from "./syntax.ts";

/**
 * Parses a pattern of java.util.regex.
 *
 * @throws UntranslatableError if Java rejects the pattern, or has something that is not supported
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 */
export function parseJava(pattern: string): JavaNode {
  const cursor = new Cursor(pattern);
  const node = parseChoice(cursor);
  if (cursor.next !== "") {
    throw new UntranslatableError("it has a parenthesis too many: Java rejects it too.");
  }
  return node;
}

function parseChoice(cursor: Cursor): JavaNode {
  const choices = [parseSequence(cursor)];
  while (cursor.skip("|")) {
    choices.push(parseSequence(cursor));
  }
  return unwrap(choices) ?? { kind: "choice", choices };
}

function parseSequence(cursor: Cursor): JavaNode {
  const nodes: JavaNode[] = [];
  while (!["", "|", ")"].includes(cursor.next)) {
    if (cursor.skip("(")) {
      const group = parseGroup(cursor);
      if (group !== undefined) {
        nodes.push(parseQuantifier(cursor, group));
      }
    } else {
      nodes.push(parseQuantifier(cursor, parseAtom(cursor)));
    }
  }
  return unwrap(nodes) ?? { kind: "sequence", nodes };
}

/** The only node, if there is one. */
function unwrap(nodes: readonly JavaNode[]): JavaNode | undefined {
  return nodes.length === 1 ? nodes[0] : undefined;
}

/** Flags end with the group that they are in. */
function parseGroup(cursor: Cursor): JavaNode | undefined {
  const { flags } = cursor;
  const wrap = parseGroupStart(cursor);
  if (wrap === undefined) {
    return undefined;
  }
  const node = parseChoice(cursor);
  if (!cursor.skip(")")) {
    throw new UntranslatableError("it has a group without an end: Java rejects it too.");
  }
  cursor.flags = flags;
  return wrap(node);
}

/** @returns what makes the node of a group from its content; `undefined` if the parentheses only set flags */
function parseGroupStart(cursor: Cursor): ((node: JavaNode) => JavaNode) | undefined {
  if (!cursor.skip("?")) {
    return (node) => node;
  }
  if (cursor.skip(">")) {
    return (node) => ({ kind: "atomic", node });
  }
  for (const [text, behind, negate] of [
    ["=", false, false],
    ["!", false, true],
    ["<=", true, false],
    ["<!", true, true],
  ] as const) {
    if (cursor.skip(text)) {
      return (node) => ({ kind: "look", behind, negate, node });
    }
  }
  if (cursor.skip("<")) {
    cursor.readUntil(">");
    return (node) => node;
  }
  parseFlags(cursor);
  return cursor.read() === ")" ? undefined : (node) => node;
}

function parseAtom(cursor: Cursor): JavaNode {
  if (cursor.next === "{") {
    return parseEmptyAtom(cursor);
  }
  const character = cursor.read();
  switch (character) {
    case "[":
      return toNode(parseClass(cursor));
    case "\\":
      return parseEscape(cursor);
    case "^":
      return { kind: "start" };
    case "$":
      return { kind: "lineEnd", unix: cursor.flags.d };
    case ".":
      return toNode(dotSet(cursor.flags));
    case "?":
    case "*":
    case "+":
      throw new UntranslatableError(`it has a ${character} that follows nothing: Java rejects it too.`);
    default:
      return toNode(characterSet(character.codePointAt(0) ?? 0, cursor.flags.i));
  }
}

/** A second count has no effect, because Java applies it to the empty string: `a{2}{3}` is `a{2}`. */
function parseEmptyAtom(cursor: Cursor): JavaNode {
  if (!/\d/.test(cursor.lookAhead(1))) {
    throw new UntranslatableError("it has a { without a count: Java rejects it too.");
  }
  return { kind: "sequence", nodes: [] };
}

function parseEscape(cursor: Cursor): JavaNode {
  const sequence = readEscape(cursor);
  switch (sequence.kind) {
    case "set":
      return toNode(sequence.set);
    case "character":
      return toNode(characterSet(sequence.value, cursor.flags.i));
    case "other":
      return parseLetter(cursor, sequence.letter);
  }
}

function parseLetter(cursor: Cursor, letter: string): JavaNode {
  switch (letter) {
    case "A":
      return { kind: "start" };
    case "z":
      return { kind: "end" };
    case "Z":
      return { kind: "lineEnd", unix: cursor.flags.d };
    case "R":
      return lineBreak;
    case "b":
    case "B":
      if (cursor.next === "{") {
        throw new UntranslatableError("JavaScript has no equivalent of \\b{g}.");
      }
      return { kind: "word", negate: letter === "B" };
    default:
      throw new UntranslatableError(
        /[1-9k]/.test(letter)
          ? "back references can't be matched in linear time."
          : `JavaScript has no equivalent of \\${letter}.`,
      );
  }
}

function toNode(set: CodePoints): JavaNode {
  return { kind: "set", set };
}
