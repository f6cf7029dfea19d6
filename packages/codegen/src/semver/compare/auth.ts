import { isDeepStrictEqual } from "node:util";
import { authSchemes } from "../../model/auth.ts";
import type { Traits } from "../../model/json-ast.ts";
import type { Change } from "../change.ts";
import { type Aspect, differing } from "./aspect.ts";
import { describeTrait } from "./traits.ts";

/** The ID of the trait. */
export const authTrait = "smithy.api#auth";

/** The traits of a service, and those of an operation of it. */
interface Owners {
  readonly service: Traits;
  readonly operation?: Traits;
}

/**
 * Compares how requests are authenticated, if `@auth` of a service or operation changes. Without the trait, each scheme of
 * the service counts.
 *
 * @see https://smithy.io/2.0/spec/authentication-traits.html#auth-trait
 */
export function compareAuth(path: string, old: Owners, now: Owners): Aspect {
  const [before, after] = [old, now].map(({ service, operation }) => operation ?? service) as [
    Traits,
    Traits,
  ];
  const isChanged =
    differing(before, after, [authTrait]).length > 0 && !isDeepStrictEqual(schemesOf(old), schemesOf(now));
  const description = describeTrait(authTrait, before[authTrait], after[authTrait]);
  const changes: Change[] = isChanged ? [{ rule: "authentication-changed", path, description }] : [];
  return { traits: [authTrait], changes };
}

function schemesOf({ service, operation }: Owners): unknown {
  return operation?.[authTrait] ?? service[authTrait] ?? authSchemes.filter((scheme) => scheme in service);
}
