import { type Association, loadAssociationFile } from "@eks-auth/service";
import { findAssociationFile, withFileErrors } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import { formatJson, formatTable } from "../core/output.ts";
import type { ClusterOptions, NamesOptions } from "./options.ts";

/**
 * Prints the associations of a cluster, in the order of the file.
 *
 * @throws CommandError if the file can't be used
 */
export async function runList({ config, cluster, json }: ClusterOptions): Promise<void> {
  const { identity, associationFile } = await findAssociationFile(config, cluster);
  const { associations } = await withFileErrors(loadAssociationFile(associationFile, identity));
  if (json) {
    process.stdout.write(formatJson({ associations: associations.map(toDescription) }));
    return;
  }
  process.stdout.write(
    associations.length === 0
      ? `${associationFile} has no associations.\n`
      : formatAssociations(associations),
  );
}

function formatAssociations(associations: readonly Association[]): string {
  const hasTargets = associations.some(({ targetRole }) => targetRole !== undefined);
  return formatTable(
    ["NAMESPACE", "SERVICE ACCOUNT", "ROLE", ...(hasTargets ? ["TARGET ROLE"] : []), "ID"],
    associations.map(({ namespace, serviceAccount, role, targetRole, id }) => [
      namespace,
      serviceAccount,
      role.arn,
      ...(hasTargets ? [targetRole?.arn ?? ""] : []),
      id,
    ]),
  );
}

/**
 * Prints the association of a service account, or the one with the given globs.
 *
 * @throws CommandError if there is none, or the file can't be used
 */
export async function runShow(options: NamesOptions): Promise<void> {
  const { config, cluster, namespace, serviceAccount, json } = options;
  const { identity, associationFile } = await findAssociationFile(config, cluster);
  const index = await withFileErrors(loadAssociationFile(associationFile, identity));
  const association =
    index.associations.find((one) => nameOf(one) === nameOf(options)) ??
    (await index.find(namespace, serviceAccount));
  if (association === undefined) {
    throw new CommandError(
      "association_not_found",
      `${associationFile} has no association for ${nameOf(options)}. Run eks-auth association list to see all.`,
    );
  }
  process.stdout.write(
    json
      ? formatJson({ association: toDescription(association) })
      : formatAssociation(association, nameOf(options)),
  );
}

function formatAssociation(association: Association, requestedName: string): string {
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
    ["ID", id],
    ["ARN", arn],
  ];
  return facts
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key.padEnd(16)}${value}\n`)
    .join("");
}

function nameOf({ namespace, serviceAccount }: { namespace: string; serviceAccount: string }): string {
  return `${namespace}/${serviceAccount}`;
}

/**
 * Converts an association to the JSON of `aws eks describe-pod-identity-association`, with `durationSeconds`, which
 * AWS does not have.
 */
export function toDescription(association: Association): Record<string, unknown> {
  const { namespace, serviceAccount, role, targetRole, externalId, disableSessionTags } = association;
  return {
    namespace,
    serviceAccount,
    roleArn: role.arn,
    targetRoleArn: targetRole?.arn,
    externalId,
    disableSessionTags,
    policy: association.policy,
    durationSeconds: association.durationSeconds,
    associationArn: association.arn,
    associationId: association.id,
  };
}
