import { type Association, loadAssociationFile } from "@eks-auth/service";
import { findAssociationFile, withFileErrors } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import { formatTable } from "../core/output.ts";
import type { ClusterOptions, NamesOptions } from "./options.ts";

/**
 * Prints the associations of a cluster's file, in its order.
 *
 * @throws CommandError where the file can't be used
 */
export async function runList({ config, cluster, json }: ClusterOptions): Promise<void> {
  const { identity, associationFile } = await findAssociationFile(config, cluster);
  const { associations } = await withFileErrors(loadAssociationFile(associationFile, identity));
  if (json) {
    printJson({ associations: associations.map(toDescription) });
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
 * Prints the association that a service account has, or that is written for a glob.
 *
 * @throws CommandError where there is none, or the file can't be used
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
      `no association in ${associationFile} is for ${nameOf(options)}. eks-auth association list shows those that there are.`,
    );
  }
  if (json) {
    printJson({ association: toDescription(association) });
    return;
  }
  process.stdout.write(describe(association, nameOf(options)));
}

function describe(association: Association, asked: string): string {
  const { role, targetRole, externalId, disableSessionTags, policy, durationSeconds, id, arn } = association;
  const name = nameOf(association);
  const facts: [string, string | undefined][] = [
    ["association", name === asked ? name : `${name}, the glob that matches ${asked} best`],
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
 * Writes an association as `aws eks describe-pod-identity-association` does, with what AWS doesn't have,
 * `durationSeconds`.
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

/** Prints JSON for machines. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
