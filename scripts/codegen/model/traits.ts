import { type Traits, UnsupportedModelError } from "./json-ast.ts";

/** Traits that say something to people, tests or other tools, and nothing to the generated code. */
const inert = new Set([
  "aws.api#service",
  "aws.auth#sigv4",
  "smithy.api#examples",
  "smithy.api#externalDocumentation",
  "smithy.api#idempotent",
  "smithy.api#input",
  "smithy.api#internal",
  "smithy.api#output",
  "smithy.api#readonly",
  "smithy.api#references",
  "smithy.api#retryable",
  "smithy.api#since",
  "smithy.api#suppress",
  "smithy.api#tags",
  "smithy.api#unstable",
  "smithy.rules#endpointRuleSet",
  "smithy.rules#endpointTests",
  "smithy.test#httpMalformedRequestTests",
  "smithy.test#httpRequestTests",
  "smithy.test#httpResponseTests",
  "smithy.test#smokeTests",
]);

/** Traits that the generator understands, by the kind of place where it does. */
const supported = {
  service: ["aws.protocols#restJson1", "smithy.api#cors", "smithy.api#title"],
  operation: ["smithy.api#http"],
  structure: ["smithy.api#sensitive"],
  error: ["smithy.api#error", "smithy.api#httpError"],
  string: ["smithy.api#length", "smithy.api#pattern", "smithy.api#sensitive"],
  "input member": ["smithy.api#httpLabel", "smithy.api#required"],
  member: ["smithy.api#required"],
  "error member": [],
} as const satisfies Record<string, readonly string[]>;

/** A kind of place in a model that can carry traits. */
export type PlaceKind = keyof typeof supported;

/**
 * Refuses a trait that would change the protocol or the types in a way that the generator doesn't know:
 * generated code that silently ignored it would be wrong.
 *
 * @param place - the shape or member that carries the traits
 * @throws UnsupportedModelError naming the place and the trait
 */
export function refuseUnsupportedTraits(traits: Traits | undefined, kind: PlaceKind, place: string): void {
  const understood: readonly string[] = supported[kind];
  for (const trait of Object.keys(traits ?? {})) {
    if (trait !== "smithy.api#documentation" && !inert.has(trait) && !understood.includes(trait)) {
      const known = understood.length === 0 ? "none" : understood.join(", ");
      const article = /^[aeiou]/.test(kind) ? "an" : "a";
      throw new UnsupportedModelError(
        place,
        `the server generator does not support the trait ${trait} on ${article} ${kind} yet. It supports: ${known}.`,
      );
    }
  }
}

/** The `@documentation` of a shape or member, in CommonMark. */
export function documentationOf(traits: Traits | undefined): string {
  return (traits?.["smithy.api#documentation"] as string | undefined) ?? "";
}
