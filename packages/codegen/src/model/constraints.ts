import type { Traits } from "./json-ast.ts";
import type { PatternResolver } from "./patterns.ts";
import type { Constraints, Limits } from "./types.ts";

/**
 * Resolves the constraint traits of a shape or a member.
 *
 * @param owner - the name of the shape, or of the structure and the member
 * @param id - the ID of the shape or member
 * @param patterns - resolves the pattern
 * @param inherited - for a member: the constraints of its target, which its own traits override
 * @returns the constraints, or `undefined` if there is no constraint trait
 * @see https://smithy.io/2.0/spec/constraint-traits.html
 */
export function resolveConstraints(
  traits: Traits,
  owner: string,
  id: string,
  patterns: PatternResolver,
  inherited?: Constraints,
): Constraints | undefined {
  const length = traits["smithy.api#length"] as Limits | undefined;
  const range = traits["smithy.api#range"] as Limits | undefined;
  const pattern = traits["smithy.api#pattern"] as string | undefined;
  const uniqueItems = traits["smithy.api#uniqueItems"] !== undefined;
  if (length === undefined && range === undefined && pattern === undefined && !uniqueItems) {
    return undefined;
  }
  const own = pattern === undefined ? inherited : patterns.resolve(pattern, id);
  return {
    id,
    owner,
    length: length ?? inherited?.length,
    range: range ?? inherited?.range,
    pattern: own?.pattern,
    uncheckedPattern: own?.uncheckedPattern,
    uniqueItems: uniqueItems || inherited?.uniqueItems === true,
  };
}
