import type { Traits } from "./json-ast.ts";
import { resolvePattern } from "./pattern.ts";
import type { Constraints, Limits } from "./type.ts";

/**
 * Resolves the constraint traits of a shape or a member.
 *
 * @param owner - the shape's name, or the structure's and the member's
 * @param place - the shape ID, with the member, for the error
 * @param inherited - for a member: the constraints of its target, in the place of which its own traits stand
 * @returns `undefined` where the traits say nothing
 * @throws UnsupportedModelError where a pattern can't be matched
 * @see https://smithy.io/2.0/spec/constraint-traits.html
 */
export function resolveConstraints(
  traits: Traits,
  owner: string,
  place: string,
  inherited?: Constraints,
): Constraints | undefined {
  const length = traits["smithy.api#length"] as Limits | undefined;
  const range = traits["smithy.api#range"] as Limits | undefined;
  const pattern = traits["smithy.api#pattern"] as string | undefined;
  const uniqueItems = traits["smithy.api#uniqueItems"] !== undefined;
  if (length === undefined && range === undefined && pattern === undefined && !uniqueItems) {
    return undefined;
  }
  return {
    owner,
    length: length ?? inherited?.length,
    range: range ?? inherited?.range,
    pattern: pattern === undefined ? inherited?.pattern : resolvePattern(pattern, place),
    uniqueItems: uniqueItems || inherited?.uniqueItems === true,
  };
}
