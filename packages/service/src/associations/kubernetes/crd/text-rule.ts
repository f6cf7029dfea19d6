import type { ValidationRule } from "./definition.ts";

/** What a text must be, as the API server checks it. */
export interface TextRule {
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  /** The pattern in the syntax of RE2. */
  readonly pattern: string;
}

/**
 * Converts a pattern to the API server's regular expressions, which are RE2's: they have no look-ahead, repeat at most
 * 1,000 times, and have groups with names only in new versions. Limits of the length become a minimum and a maximum.
 *
 * @throws TypeError if the pattern has a look-around that is not a limit of the length
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function toTextRule({ source, flags }: RegExp): TextRule {
  const { body, minLength, maxLength } = splitLength(source);
  if (/\(\?<?[=!]/.test(body)) {
    throw new TypeError(`The API server has no look-around, as in ${source}.`);
  }
  const withoutNames = body.replaceAll(/\(\?<\w+>/g, "(?:").replaceAll("\\/", "/");
  const pattern = flags.includes("i") ? `(?i)${withoutNames}` : withoutNames;
  return minLength === undefined ? { pattern } : { minLength, maxLength, pattern };
}

interface PatternParts {
  readonly body: string;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
}

/** `^(?=.{1,63}$)…` or one class of characters: `^[a-z]{2,1224}$` */
function splitLength(source: string): PatternParts {
  const lookAhead = /^\^\(\?=\.\{(\d+),(\d+)\}\$\)(.*)$/.exec(source);
  if (lookAhead !== null) {
    const [, min, max, rest] = lookAhead;
    return { body: `^${rest}`, minLength: Number(min), maxLength: Number(max) };
  }
  const repeatedClass = /^\^(\[[^\]]+\])\{(\d+),(\d+)\}\$$/.exec(source);
  if (repeatedClass !== null) {
    const [, characters, min, max] = repeatedClass;
    return { body: `^${characters}+$`, minLength: Number(min), maxLength: Number(max) };
  }
  return { body: source };
}

/** Creates the rule of a field that must match a pattern. The message follows the field's name. */
export function matchRule(pattern: string, message: string): ValidationRule {
  return { rule: `self.matches(${celText(pattern)})`, message };
}

/** Formats a text as a raw string of CEL, in which a backslash needs no other one. */
export function celText(text: string): string {
  if (/['\n]/.test(text)) {
    throw new TypeError(`A raw string of CEL cannot have a quote or a line break: ${text}`);
  }
  return `r'${text}'`;
}
