import { LiteralSegments } from "./literal-segments.ts";
import type { RequestPath } from "./request-path.ts";
import type { Segment } from "./uri-pattern.ts";

/** Decides about the endpoints that a search of the tree meets. */
export interface EndpointVisitor<Endpoint, Result extends { readonly rank: number }> {
  readonly path: RequestPath;
  /**
   * Visits an endpoint whose path matches.
   *
   * @returns the endpoint's result, or `undefined` to continue. Of two results, that of the lower rank is more specific
   */
  visit(endpoint: Endpoint): Result | undefined;
}

/**
 * The paths of all patterns, as a tree of their segments. The time of a search depends on the path and on how many patterns
 * match its first segments, not on how many there are.
 */
export class PathTree<Endpoint> {
  #endpoint: Endpoint | undefined;
  #literals: LiteralSegments<PathTree<Endpoint>> | undefined;
  #label: PathTree<Endpoint> | undefined;
  /**
   * What follows a greedy label, by its number of segments. A greedy label takes as much as possible, so the rest of the
   * pattern is compared with the end of the path.
   */
  #greedy: Map<number, PathTree<Endpoint>> | undefined;

  /** Adds a path, with at most one greedy label. */
  add([segment, ...rest]: readonly Segment[], endpoint: Endpoint): void {
    if (segment === undefined) {
      this.#endpoint = endpoint;
    } else {
      this.#getOrAddChild(segment, rest.length).add(rest, endpoint);
    }
  }

  #getOrAddChild(segment: Segment, restLength: number): PathTree<Endpoint> {
    switch (segment.kind) {
      case "literal":
        this.#literals ??= new LiteralSegments();
        return this.#literals.getOrAdd(segment.text, () => new PathTree());
      case "label":
        this.#label ??= new PathTree();
        return this.#label;
      case "greedy": {
        this.#greedy ??= new Map();
        const rest = this.#greedy.get(restLength) ?? new PathTree<Endpoint>();
        this.#greedy.set(restLength, rest);
        return rest;
      }
    }
  }

  /**
   * Visits the endpoints whose path matches, the more specific first, until one has a result.
   *
   * @param position - where the segments that led to this node end in the path
   */
  find<Result extends { readonly rank: number }>(
    visitor: EndpointVisitor<Endpoint, Result>,
    position: number,
  ): Result | undefined {
    const { path } = visitor;
    if (position === path.end) {
      return this.#endpoint === undefined ? undefined : visitor.visit(this.#endpoint);
    }
    const start = position + 1;
    const end = path.segmentEnd(start);
    return (
      this.#literals?.get(path.text, start, end)?.find(visitor, end) ??
      (end > start ? this.#label?.find(visitor, end) : undefined) ??
      (this.#greedy === undefined ? undefined : findRest(this.#greedy, visitor, start))
    );
  }
}

/** Rests of different lengths can match the same path, so the most specific of their results is chosen. */
function findRest<Endpoint, Result extends { readonly rank: number }>(
  rests: ReadonlyMap<number, PathTree<Endpoint>>,
  visitor: EndpointVisitor<Endpoint, Result>,
  start: number,
): Result | undefined {
  let best: Result | undefined;
  for (const [length, rest] of rests) {
    const end = visitor.path.endBefore(length);
    const found = end > start ? rest.find(visitor, end) : undefined;
    if (found !== undefined && (best === undefined || found.rank < best.rank)) {
      best = found;
    }
  }
  return best;
}
