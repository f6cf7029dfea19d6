/**
 * Compiles patterns that neither JavaScript's engine nor RE2 is known to match in linear time.
 *
 * @packageDocumentation
 */
import { compileNode } from "./nfa/program.ts";
import { Search } from "./nfa/search.ts";
import { SetTable, type Subject } from "./nfa/subject.ts";
import { parseExpression } from "./nfa/syntax.ts";
import { workOf } from "./nfa/work.ts";
import type { Pattern } from "./pattern.ts";

/**
 * Compiles a `@pattern` with look-arounds or large counts, which JavaScript's engine might not match in linear time, and RE2
 * doesn't support. The engine takes linear time on every string: it simulates a nondeterministic automaton (NFA), with
 * counters. Generated stubs call it for the patterns that need it. It matches like JavaScript with the flag `u`.
 *
 * Its `test` throws a ProtocolError, 413, if the strings of a request together take more than 30 million steps, about half a
 * second.
 *
 * @param text - the pattern in the model
 * @param expression - the pattern in the syntax of ECMAScript with the flag `u`, if the model has another
 * @throws SyntaxError if the syntax is wrong, or the engine doesn't support the pattern: backreferences, more than 200
 * steps
 * @see https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait
 */
export function compileNfaPattern(text: string, expression: string = text): Pattern {
  // Checks the syntax.
  new RegExp(expression, "u");
  const { program, sets, looks } = compileNode(parseExpression(expression));
  const table = new SetTable([...sets, "\\w"]);
  return {
    text,
    test(value, request) {
      const work = workOf(request);
      const results: Uint8Array[] = [];
      const subject: Subject = { points: table.lookUp(value, work), wordSet: sets.length, looks: results };
      for (const { program: content, behind, negate } of looks) {
        const found = new Search(content, subject, behind ? 1 : -1, work).findAll();
        results.push(negate ? found.map((holds) => 1 - holds) : found);
      }
      return new Search(program, subject, 1, work).findAny();
    },
  };
}
