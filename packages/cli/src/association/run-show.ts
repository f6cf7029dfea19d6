import { type Association, loadAssociationFile } from "@eks-auth/service";
import { findClusterFile } from "../config/cluster-file.ts";
import { failOnBadFile } from "../config/fail-on-bad-file.ts";
import { CommandFailure } from "../failure.ts";
import type { NamesOptions } from "./cluster-options.ts";
import { printJson, toDescription } from "./print-json.ts";

/**
 * Prints the association that a service account has, or that is written for a glob.
 *
 * @throws CommandFailure where there is none, or the file can't be used
 */
export async function runShow(options: NamesOptions): Promise<void> {
  const { config, cluster, namespace, serviceAccount, json } = options;
  const { identity, associationFile } = await findClusterFile(config, cluster);
  const index = await failOnBadFile(loadAssociationFile(associationFile, identity));
  const association =
    index.associations.find((one) => nameOf(one) === nameOf(options)) ??
    (await index.find(namespace, serviceAccount));
  if (association === undefined) {
    throw new CommandFailure(
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
