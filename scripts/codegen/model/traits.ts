import { type Traits, UnsupportedModelError } from "./json-ast.ts";

/**
 * Traits that change what goes over the wire in a way that the stub doesn't follow, with what to do. A trait that
 * is neither here nor known to the resolvers says nothing to a restJson1 server, and is none of our business.
 */
const unsupported: Readonly<Record<string, string>> = {
  "smithy.api#mixin": "flatten mixins first; Smithy's transform flattenAndRemoveMixins does it.",
};

/**
 * Refuses a trait that would change the protocol in a way that the generator doesn't know: generated code that
 * silently ignored it would be wrong.
 *
 * @param place - the shape or member that carries the traits
 * @throws UnsupportedModelError naming the place, the trait and what to do
 */
export function refuseUnsupportedTraits(traits: Traits | undefined, place: string): void {
  for (const trait of Object.keys(traits ?? {})) {
    const advice = unsupported[trait];
    if (advice !== undefined) {
      throw new UnsupportedModelError(place, `the trait ${trait} is not supported: ${advice}`);
    }
  }
}

/** The `@documentation` of a shape or member, in CommonMark. */
export function documentationOf(traits: Traits | undefined): string {
  return (traits?.["smithy.api#documentation"] as string | undefined) ?? "";
}
