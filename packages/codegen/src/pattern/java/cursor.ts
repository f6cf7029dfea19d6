import { UntranslatableError } from "./syntax.ts";

/** The inline flags that are supported, by their letter. */
export interface Flags {
  /** `(?i)`: ASCII letters in both cases. */
  readonly i: boolean;
  /** `(?s)`: a dot matches line terminators too. */
  readonly s: boolean;
  /** `(?d)`: `\n` is the only line terminator. */
  readonly d: boolean;
}

/** Reads a pattern, one code point after the other. */
export class Cursor {
  flags: Flags = { i: false, s: false, d: false };
  readonly #points: readonly number[];
  #index = 0;

  constructor(pattern: string) {
    this.#points = Array.from(replaceQuotes(pattern), (character) => character.codePointAt(0) ?? 0);
  }

  /** The next code point, as a string; empty at the end. */
  get next(): string {
    return this.lookAhead(0);
  }

  /** The code point after a number of others, as a string; empty after the end. */
  lookAhead(distance: number): string {
    const point = this.#points[this.#index + distance];
    return point === undefined ? "" : String.fromCodePoint(point);
  }

  /** Whether the pattern continues with the text. */
  startsWith(text: string): boolean {
    return [...text].every((character, distance) => this.lookAhead(distance) === character);
  }

  /** Reads a text if the pattern continues with it. */
  skip(text: string): boolean {
    const found = this.startsWith(text);
    this.#index += found ? [...text].length : 0;
    return found;
  }

  /**
   * Reads a code point.
   *
   * @throws UntranslatableError at the end of the pattern
   */
  read(): string {
    const character = this.next;
    if (character === "") {
      throw new UntranslatableError("it ends too early: Java rejects it too.");
    }
    this.#index++;
    return character;
  }

  /** Reads code points as long as each matches. */
  readWhile(expression: RegExp, maxCount: number = Number.POSITIVE_INFINITY): string {
    let text = "";
    for (let count = 0; count < maxCount && this.next !== "" && expression.test(this.next); count++) {
      text += this.read();
    }
    return text;
  }

  /** Reads up to the text, and the text. */
  readUntil(text: string): string {
    let result = "";
    while (!this.skip(text)) {
      result += this.read();
    }
    return result;
  }
}

/** Replaces `\Q…\E` by escapes, as Java does before it parses a pattern: by numbers, which have no other meaning. */
function replaceQuotes(pattern: string): string {
  return pattern.replaceAll(/\\Q(?<quoted>.*?)(?:\\E|$)|\\./gsu, (text, quoted: string | undefined) =>
    quoted === undefined ? text : Array.from(quoted, writeNumber).join(""),
  );
}

function writeNumber(character: string): string {
  return `\\x{${character.codePointAt(0)?.toString(16)}}`;
}
