import type { Traits } from "./json-ast.ts";
import type { PathSegment } from "./service.ts";

/** A part of a host prefix: fixed text, or a member of the input. */
export type HostPart = Exclude<PathSegment, { kind: "greedy" }>;

/**
 * Splits the `hostPrefix` of an `@endpoint` trait.
 *
 * @returns the parts of `{bucket}.data.`; none if the operation doesn't have the trait
 * @see https://smithy.io/2.0/spec/endpoint-traits.html#endpoint-trait
 */
export function resolveHostPrefix(traits: Traits = {}): readonly HostPart[] {
  const { hostPrefix = "" } = (traits["smithy.api#endpoint"] ?? {}) as { readonly hostPrefix?: string };
  return hostPrefix
    .split(/(\{\w+\})/)
    .filter((part) => part !== "")
    .map((part) =>
      part.startsWith("{") ? { kind: "label", member: part.slice(1, -1) } : { kind: "literal", text: part },
    );
}
