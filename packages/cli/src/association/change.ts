import {
  AssociationChangeError,
  addAssociation,
  type ChangeErrorCode,
  removeAssociation,
} from "@eks-auth/service";
import { findAssociationFile, withFileErrors } from "../config/configuration.ts";
import { CommandError, type CommandErrorCode } from "../core/command-error.ts";
import { formatJson } from "../core/output.ts";
import type { NamesOptions } from "./options.ts";
import { toDescription } from "./query.ts";

/** The options of `eks-auth association add`. */
export interface AddOptions extends NamesOptions {
  readonly roleArn: string;
  readonly targetRoleArn?: string;
  readonly externalId?: string;
  readonly disableSessionTags?: boolean;
  /** JSON. */
  readonly policy?: string;
  readonly durationSeconds?: number;
  /** Replace an existing association with the same names. */
  readonly replace?: boolean;
}

/**
 * Adds an association to a cluster's file.
 *
 * @param rejectArguments - ends the command with exit code 2
 * @throws CommandError if it can't be added
 */
export async function runAdd(
  { config, cluster, json, replace = false, ...input }: AddOptions,
  rejectArguments: (message: string) => never,
): Promise<void> {
  const { identity, associationFile } = await findAssociationFile(config, cluster);
  const association = await withChangeErrors(
    addAssociation(associationFile, identity, input, { replace }).catch((error: unknown) => {
      if (error instanceof AssociationChangeError && error.code === "invalid") {
        rejectArguments(error.message);
      }
      if (error instanceof AssociationChangeError && error.code === "exists") {
        throw new CommandError("association_exists", `${error.message} Use --replace to replace it.`);
      }
      throw error;
    }),
  );
  if (json) {
    process.stdout.write(formatJson({ association: toDescription(association) }));
    return;
  }
  const { namespace, serviceAccount, role } = association;
  process.stdout.write(
    `${namespace}/${serviceAccount} has the role ${role.arn} now, in ${associationFile}.\n`,
  );
}

/**
 * Removes an association from a cluster's file.
 *
 * @throws CommandError if it can't be removed
 */
export async function runRemove({ config, cluster, json, ...names }: NamesOptions): Promise<void> {
  const { identity, associationFile } = await findAssociationFile(config, cluster);
  const association = await withChangeErrors(removeAssociation(associationFile, identity, names));
  if (json) {
    process.stdout.write(formatJson({ association: toDescription(association) }));
    return;
  }
  const { namespace, serviceAccount, role } = association;
  process.stdout.write(
    `Removed ${namespace}/${serviceAccount} with its role ${role.arn} from ${associationFile}.\n`,
  );
}

const commandErrorCodes: Readonly<Record<ChangeErrorCode, CommandErrorCode>> = {
  exists: "association_exists",
  missing: "association_not_found",
  invalid: "option_invalid",
  busy: "change_failed",
  unwritable: "change_failed",
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
