import { parseJava } from "./parser.ts";
import { relaxPossessive } from "./possessive.ts";
import { printEcmaScript } from "./print.ts";
import { checkWordBoundaries } from "./word-boundaries.ts";

/**
 * Translates a pattern of java.util.regex to ECMAScript with the flag `u`. A search for the result finds something in exactly
 * the strings in which `Matcher.find` finds something, with two limits:
 *
 * - `\p{…}` uses the platform's version of Unicode.
 * - A match never begins between the two surrogates of a code point, where Java can begin one.
 *
 * @throws UntranslatableError if Java rejects the pattern, or it has no exact equivalent. The message says what has none
 */
export function translateJava(pattern: string): string {
  const node = relaxPossessive(parseJava(pattern));
  checkWordBoundaries(node);
  return printEcmaScript(node);
}
