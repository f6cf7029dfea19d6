import type { Member } from "../../model/types.ts";
import { defaultExpression } from "../expressions.ts";

/**
 * Prints the `@default` that a client uses for a member: none with the trait `@clientOptional`.
 *
 * @returns the expression, or `undefined` if there is none
 * @see https://smithy.io/2.0/spec/type-refinement-traits.html#clientoptional-trait
 */
export function clientDefault(member: Member): string | undefined {
  return member.clientOptional ? undefined : defaultExpression(member);
}

/** Whether a member that a response doesn't have is absent from what a client returns. */
export function canBeAbsent(member: Member): boolean {
  return !member.required && clientDefault(member) === undefined;
}
