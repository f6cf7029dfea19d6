import { documentationOf, type Traits } from "./json-ast.ts";

/** A state of a resource that callers can wait for. */
export interface Waiter {
  /** `ThingReady`. */
  readonly name: string;
  readonly documentation: string;
  readonly deprecated: boolean;
  /** The shortest and the longest pause between calls, in seconds. */
  readonly minDelay: number;
  readonly maxDelay: number;
  /** In the order in which they are tried. */
  readonly acceptors: readonly Acceptor[];
}

/** What a result means for a waiter. */
export interface Acceptor {
  readonly state: WaiterState;
  readonly matcher: Matcher;
}

export type WaiterState = "success" | "failure" | "retry";

/** The results that an acceptor matches. */
export type Matcher =
  /** Any output, or any error. */
  | { readonly kind: "success"; readonly success: boolean }
  /** An error by its name. */
  | { readonly kind: "errorType"; readonly name: string }
  /** An output by what a JMESPath expression finds in it, or in an object with the input and the output. */
  | ({ readonly kind: "output" | "inputOutput" } & PathMatcher);

/** A JMESPath expression and what it must result in. */
export interface PathMatcher {
  readonly path: string;
  readonly expected: string;
  readonly comparator: "stringEquals" | "booleanEquals" | "allStringEquals" | "anyStringEquals";
}

/**
 * Resolves the `@waitable` trait of an operation. Smithy has validated it.
 *
 * @returns the waiters, sorted by name
 * @see https://smithy.io/2.0/additional-specs/waiters.html
 */
export function resolveWaiters(traits: Traits | undefined): Waiter[] {
  const waiters = (traits?.["smithy.waiters#waitable"] ?? {}) as Readonly<Record<string, AstWaiter>>;
  return Object.entries(waiters)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { documentation, deprecated, minDelay, maxDelay, acceptors }]) => ({
      name,
      documentation: documentationOf({ "smithy.api#documentation": documentation }),
      deprecated: deprecated === true,
      minDelay: minDelay ?? 2,
      maxDelay: maxDelay ?? 120,
      acceptors: acceptors.map(({ state, matcher }) => ({ state, matcher: resolveMatcher(matcher) })),
    }));
}

interface AstWaiter {
  readonly documentation?: string;
  readonly deprecated?: boolean;
  readonly minDelay?: number;
  readonly maxDelay?: number;
  readonly acceptors: readonly { readonly state: WaiterState; readonly matcher: AstMatcher }[];
}

/** It has one of the members. */
interface AstMatcher {
  readonly success?: boolean;
  readonly errorType?: string;
  readonly output?: PathMatcher;
  readonly inputOutput?: PathMatcher;
}

function resolveMatcher({ success, errorType, output, inputOutput }: AstMatcher): Matcher {
  if (success !== undefined) {
    return { kind: "success", success };
  }
  if (errorType !== undefined) {
    // A service sends the name without the namespace.
    return { kind: "errorType", name: errorType.slice(errorType.indexOf("#") + 1) };
  }
  const [kind, path] =
    output === undefined ? (["inputOutput", inputOutput] as const) : (["output", output] as const);
  return { kind, ...(path as PathMatcher) };
}
