import type { CallerMethod } from "./caller.ts";
import type { AuthenticatedCaller } from "./caller-method.ts";

/** A caller that the configuration names. */
export interface NamedCaller {
  readonly name: string;
  /** The clusters that it can call for. */
  readonly clusters: readonly string[] | "all";
  /** Of a caller of the EKS API: the clusters whose associations it can change. */
  readonly writableClusters?: readonly string[] | "all" | undefined;
  /** The node that it runs on. */
  readonly node?: string | undefined;
}

/** Creates the caller that a method authenticates. */
export function toAuthenticatedCaller(
  { name, clusters, writableClusters, node }: NamedCaller,
  method: CallerMethod,
): AuthenticatedCaller {
  return {
    name,
    method,
    clusters: toSet(clusters),
    ...(writableClusters && { writableClusters: toSet(writableClusters) }),
    node: node === undefined ? undefined : { name: node },
  };
}

function toSet(names: readonly string[] | "all"): ReadonlySet<string> | "all" {
  return names === "all" ? names : new Set(names);
}
