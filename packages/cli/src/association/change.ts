import {
  AssociationChangeError,
  type AssociationInput,
  addAssociation,
  type ChangeErrorCode,
  removeAssociation,
} from "@eks-auth/service";
import { findFileCluster, withFileErrors } from "../config/configuration.ts";
import { CommandError, type CommandErrorCode } from "../core/command-error.ts";
import { formatJson } from "../core/output.ts";
import { type NamesOptions, toDescription } from "./query.ts";
import type { FileSource } from "./source.ts";

/** What to add to a file. */
export interface AddOptions {
  readonly association: AssociationInput;
  readonly replace?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/**
 * Adds an association to a cluster's file.
 *
 * @param rejectArguments - ends the command with exit code 2
 */
export async function runAdd(
  { config, cluster: clusterName }: FileSource,
  { association: input, replace = false, json }: AddOptions,
  rejectArguments: (message: string) => never,
): Promise<void> {
  const cluster = await findFileCluster(config, clusterName);
  const association = await withChangeErrors(
    addAssociation(cluster.associations, cluster, input, { replace }).catch((error: unknown) => {
      if (error instanceof AssociationChangeError && error.code === "invalid") {
        rejectArguments(error.message);
      }
      if (error instanceof AssociationChangeError && error.code === "exists") {
        throw new CommandError("association_exists", `${error.message} Use --replace to replace it.`);
      }
      throw error;
    }),
  );
  const { namespace, serviceAccount, role } = association;
  const text = `${namespace}/${serviceAccount} has the role ${role.arn} now, in ${cluster.associations}.\n`;
  process.stdout.write(json ? formatJson({ association: toDescription(association) }) : text);
}

/** Removes an association from a cluster's file. */
export async function runRemove({
  config,
  cluster: clusterName,
  json,
  ...names
}: NamesOptions): Promise<void> {
  const cluster = await findFileCluster(config, clusterName);
  const association = await withChangeErrors(removeAssociation(cluster.associations, cluster, names));
  const { namespace, serviceAccount, role } = association;
  const text = `Removed ${namespace}/${serviceAccount} with its role ${role.arn} from ${cluster.associations}.\n`;
  process.stdout.write(json ? formatJson({ association: toDescription(association) }) : text);
}

const commandErrorCodes: Readonly<Record<ChangeErrorCode, CommandErrorCode>> = {
  exists: "association_exists",
  missing: "association_not_found",
  invalid: "option_invalid",
  limit: "change_failed",
  token_reused: "change_failed",
  busy: "change_failed",
  unwritable: "change_failed",
  outcome_unknown: "change_failed",
};

/**
 * Waits for a change of an association file, and turns its errors into command errors.
 *
 * @throws CommandError if the file can't be used or was not changed
 */
export async function withChangeErrors<T>(change: Promise<T>): Promise<T> {
  try {
    return await withFileErrors(change);
  } catch (error) {
    throw error instanceof AssociationChangeError
      ? new CommandError(commandErrorCodes[error.code], error.message, { cause: error })
      : error;
  }
}
