import type { ManagedAssociation } from "@eks-auth/service";
import { matchesNamespace } from "@eks-auth/service/kubernetes";
import { findFileCluster, loadAssociations } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import { formatJson, formatNote } from "../core/output.ts";
import { formatList, type ListedAssociation } from "./list-table.ts";
import type { FileSource } from "./source.ts";

/** The options for associations in a file. */
export interface FileOptions extends FileSource {
  readonly json?: boolean | undefined;
}

/** The options that name one association in a file. */
export interface NamesOptions extends FileOptions {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** Which associations to list, and how. */
export interface ListOptions {
  /** Only associations that apply to this namespace. */
  readonly namespace?: string | undefined;
  readonly json?: boolean | undefined;
  /** Whether to print whole ARNs, and IDs. */
  readonly wide?: boolean | undefined;
}

/** Prints the associations of a cluster, in the order of the file. */
export async function runList({
  config,
  cluster: clusterName,
  namespace,
  json,
  wide,
}: FileOptions & ListOptions): Promise<void> {
  const cluster = await findFileCluster(config, clusterName);
  const { index, notice } = await loadAssociations(cluster.associations, cluster);
  if (json && notice !== undefined) {
    process.stderr.write(formatNote("note", notice));
  }
  const associations = index.associations.filter(
    (association) => namespace === undefined || matchesNamespace(association, namespace),
  );
  const none = `${cluster.associations} has no associations${namespace === undefined ? "" : ` for the namespace ${namespace}`}.`;
  const text =
    associations.length === 0
      ? `${notice ?? none}\n`
      : formatList(associations.map(toListed), { accountId: cluster.accountId, wide });
  process.stdout.write(json ? formatJson({ associations: associations.map(toDescription) }) : text);
}

function toListed({ role, targetRole, ...association }: ManagedAssociation): ListedAssociation {
  return { ...association, roleArn: role.arn, targetRoleArn: targetRole?.arn };
}

/**
 * Prints the association of a service account, or the one with the given globs.
 *
 * @throws CommandError if there is none, or the file can't be used
 */
export async function runShow(options: NamesOptions): Promise<void> {
  const cluster = await findFileCluster(options.config, options.cluster);
  const { index, notice } = await loadAssociations(cluster.associations, cluster);
  const { associations } = index;
  const best = await index.find(options.namespace, options.serviceAccount);
  const association =
    associations.find((one) => nameOf(one) === nameOf(options)) ??
    associations.find(({ id }) => id === best?.id);
  if (association === undefined) {
    throw new CommandError(
      "association_not_found",
      notice ??
        `${cluster.associations} has no association for ${nameOf(options)}. Run eks-auth association list to see all.`,
    );
  }
  const text = formatAssociation(association, nameOf(options));
  process.stdout.write(options.json ? formatJson({ association: toDescription(association) }) : text);
}

function formatAssociation(association: ManagedAssociation, requestedName: string): string {
  const { role, targetRole, externalId, disableSessionTags, policy, durationSeconds, id, arn } = association;
  const name = nameOf(association);
  const facts: [string, string | undefined][] = [
    ["association", name === requestedName ? name : `${name}, the best match for ${requestedName}`],
    ["role", role.arn],
    ["target role", targetRole?.arn],
    ["external ID", externalId],
    ["session tags", disableSessionTags ? "none" : "cluster, namespace, service account and pod"],
    ["session policy", policy],
    ["lifetime", durationSeconds === undefined ? "the service's default" : `${durationSeconds} s`],
    ["tags", formatTags(association.tags)],
    ["created", association.createdAt?.toISOString()],
    ["modified", association.modifiedAt?.toISOString()],
    ["ID", id],
    ["ARN", arn],
  ];
  return facts
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key.padEnd(16)}${value}\n`)
    .join("");
}

/** Formats tags for people: `team=shop, stage=test`; undefined if there are none. */
export function formatTags(tags: Readonly<Record<string, string>> = {}): string | undefined {
  const parts = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  return parts.length === 0 ? undefined : parts.join(", ");
}

function nameOf({ namespace, serviceAccount }: { namespace: string; serviceAccount: string }): string {
  return `${namespace}/${serviceAccount}`;
}

/**
 * Converts an association to the JSON of `aws eks describe-pod-identity-association`, with `durationSeconds`, which
 * AWS does not have.
 */
export function toDescription(association: ManagedAssociation): Record<string, unknown> {
  const { namespace, serviceAccount, role, targetRole, externalId, disableSessionTags, tags } = association;
  return {
    namespace,
    serviceAccount,
    roleArn: role.arn,
    targetRoleArn: targetRole?.arn,
    externalId,
    disableSessionTags,
    policy: association.policy,
    durationSeconds: association.durationSeconds,
    tags: Object.keys(tags).length === 0 ? undefined : tags,
    createdAt: association.createdAt,
    modifiedAt: association.modifiedAt,
    associationArn: association.arn,
    associationId: association.id,
  };
}
