import { isDeepStrictEqual } from "node:util";
import { resolveCors } from "../../model/cors.ts";
import type { Traits } from "../../model/json-ast.ts";
import type { Cors } from "../../model/service.ts";
import type { Change } from "../change.ts";
import { type Aspect, differing } from "./aspect.ts";
import { describeTrait } from "./traits.ts";

/** The ID of the trait. */
export const corsTrait = "smithy.api#cors";

/** Compares what a service allows browsers, with the headers that its protocol and authentication allow anyway. */
export function compareCors(path: string, before: Traits, after: Traits): Aspect {
  const [old, now] = [normalise(before), normalise(after)];
  const isChanged = !isDeepStrictEqual(old, now) && differing(before, after, [corsTrait]).length > 0;
  const rule = isNarrowed(old, now) ? "cors-narrowed" : "cors-changed";
  const description = describeTrait(corsTrait, before[corsTrait], after[corsTrait]);
  const changes: Change[] = isChanged ? [{ rule, path, description }] : [];
  return { traits: [corsTrait], changes };
}

/** What the stub sends, with sorted names of headers in lower case, each once. */
function normalise(traits: Traits): Cors | undefined {
  const cors = resolveCors(traits);
  return (
    cors && { ...cors, allowedHeaders: sort(cors.allowedHeaders), exposedHeaders: sort(cors.exposedHeaders) }
  );
}

function sort(headers: readonly string[]): string[] {
  return [...new Set(headers.map((name) => name.toLowerCase()))].sort();
}

/** Whether a page could send or read less than before. */
function isNarrowed(old: Cors | undefined, now: Cors | undefined): boolean {
  if (old === undefined || now === undefined) {
    return now === undefined;
  }
  const lacks = (before: readonly string[], after: readonly string[]) =>
    before.some((name) => !after.includes(name));
  return (
    (now.origin !== "*" && now.origin !== old.origin) ||
    lacks(old.allowedHeaders, now.allowedHeaders) ||
    lacks(old.exposedHeaders, now.exposedHeaders)
  );
}
