import { COLLECTION_STYLE, type CollectionStyle, EVENT_ID, type Event } from "js-yaml";
import { endOf, startOf } from "../../files/yaml-events.ts";

/** A part of a text. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The replacement of a part of a text. */
export interface Splice extends Range {
  readonly text: string;
}

/** Applies splices, which don't overlap, to a text. Their line breaks become those of the text. */
export function applySplices(text: string, splices: readonly Splice[]): string {
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

/** The range of a node, from its first character to its last. The parser does not say where brackets end. */
export function rangeOf(text: string, node: readonly Event[]): Range {
  const styles: CollectionStyle[] = [];
  let to = 0;
  let openBrackets = 0;
  for (const event of node) {
    if (event.type === EVENT_ID.POP) {
      styles.pop();
    } else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      styles.push(event.style);
    }
    const end = endOf(event);
    if (end !== undefined) {
      to = end;
      openBrackets = styles.filter((style) => style === COLLECTION_STYLE.FLOW).length;
    }
  }
  const [first] = node;
  return { from: startOf(first) ?? to, to: closeBrackets(text, to, openBrackets) };
}

/** Finds the position after a number of closing brackets. Only spaces, comments, commas and colons are between them. */
function closeBrackets(text: string, from: number, count: number): number {
  const tokens = /(?<=\s)#.*|[\]}]/g;
  tokens.lastIndex = from;
  for (let open = count; open > 0; ) {
    const token = tokens.exec(text)?.[0];
    if (token === undefined) {
      return text.length;
    }
    open -= token.startsWith("#") ? 0 : 1;
  }
  return count === 0 ? from : tokens.lastIndex;
}

/** The range of an item with the comma after it, or the comma before it if it is the last. */
export function withComma(items: readonly Range[], index: number): Range {
  const { from, to } = rangeAt(items, index);
  const next = items[index + 1];
  return next === undefined ? { from: items[index - 1]?.to ?? from, to } : { from, to: next.from };
}

export function rangeAt(ranges: readonly Range[], index: number): Range {
  return ranges[index] ?? { from: 0, to: 0 };
}

/** How many characters are before a position in its line. */
export function columnOf(text: string, at: number): number {
  return at - text.lastIndexOf("\n", at - 1) - 1;
}

/** The start of the next line, or the end of the text. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at - 1);
  return end === -1 ? text.length : end + 1;
}
