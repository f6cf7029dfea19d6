import type { AssociationResource } from "@eks-auth/service/kubernetes";
import type { Finding } from "../../findings/finding.ts";
import type { FindingCode } from "../../findings/finding-codes.ts";
import { formatKubectlCommand, type KubectlAccess } from "../../kubectl/access.ts";
import type { ClusterReader } from "./cluster-reader.ts";
import type { ClusterPod, WebhookConfiguration } from "./objects.ts";

/** The names of the checks of a cluster, in the order in which they run. */
export const clusterCheckNames = [
  "resources",
  "policies",
  "webhook",
  "service",
  "agent",
  "namespace",
  "associations",
  "pods",
] as const;

export type ClusterCheckName = (typeof clusterCheckNames)[number];

/** What the user asks about. A pod or a service account comes with its namespace. */
export interface ClusterScope {
  readonly access: KubectlAccess;
  readonly namespace: string | undefined;
  readonly pod: string | undefined;
  readonly serviceAccount: string | undefined;
}

/** What the checks of a cluster find out for later ones. */
export interface ClusterFacts {
  /** The pod that the user asks about. */
  pod?: ClusterPod;
  webhook?: WebhookConfiguration;
  /** All associations that count for the scope. */
  associations?: readonly AssociationResource[];
}

/** What a check of a cluster gets. */
export interface ClusterContext {
  readonly scope: ClusterScope;
  readonly reader: ClusterReader;
  /** Checks add to it. */
  readonly facts: ClusterFacts;
}

/** A check of a cluster. Errors of kubectl become findings. */
export type ClusterCheck = (context: ClusterContext) => Promise<Finding>;

/** Creates the finding of a check that found no problem. */
export function finding(status: "ok" | "skipped", found: string, remedy?: string): Finding {
  return remedy === undefined ? { status, found } : { status, found, remedy };
}

/** Creates the finding of a check that failed, or that has a warning. */
export function problem(
  status: "failed" | "warning",
  code: FindingCode,
  found: string,
  remedy?: string,
): Finding {
  return remedy === undefined ? { status, code, found } : { status, code, found, remedy };
}

/** Formats the command that shows an object with its events, as a remedy. */
export function formatDescribe(
  access: KubectlAccess,
  kind: string,
  { name, namespace = "" }: { readonly name: string; readonly namespace?: string | undefined },
): string {
  return `Run: ${formatKubectlCommand(access, ["describe", kind, name, "--namespace", namespace])}`;
}

/** How many objects a finding names. */
const maxNamed = 5;

/** Formats a list of objects for a finding, the first few by name. */
export function formatSome(names: readonly string[]): string {
  const more = names.length - maxNamed;
  return more > 0 ? `${names.slice(0, maxNamed).join(", ")} and ${more} more` : names.join(", ");
}
