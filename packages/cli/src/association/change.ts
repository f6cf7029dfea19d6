import { AssociationChangeError, addAssociation, removeAssociation } from "@eks-auth/service";
import { findAssociationFile, withFileErrors } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import type { NamesOptions } from "./options.ts";
import { printJson, toDescription } from "./query.ts";

/** The options of `eks-auth association add`. */
export interface AddOptions extends NamesOptions {
  readonly roleArn: string;
  readonly targetRoleArn?: string;
  readonly externalId?: string;
  readonly disableSessionTags?: boolean;
  /** JSON. */
  readonly policy?: string;
  readonly durationSeconds?: number;
  /** Take the place of an association for the same names. */
  readonly replace?: boolean;
}

/**
 * Adds an association to a cluster's file.
 *
 * @param refuse - ends the command, as its arguments are wrong
 * @throws CommandError where it can't be added
 */
export async function runAdd(
  { config, cluster, json, replace = false, ...input }: AddOptions,
  refuse: (message: string) => never,
): Promise<void> {
  const { identity, associationFile } = await findAssociationFile(config, cluster);
  const association = await withChangeErrors(
    addAssociation(associationFile, identity, input, { replace }).catch((error: unknown) => {
      if (error instanceof AssociationChangeError && error.reason === "invalid") {
        refuse(error.message);
      }
      if (error instanceof AssociationChangeError && error.reason === "exists") {
        throw new CommandError(`${error.message} --replace does that.`);
      }
      throw error;
    }),
  );
  if (json) {
    printJson({ association: toDescription(association) });
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
 * @throws CommandError where it can't be removed
 */
export async function runRemove({ config, cluster, json, ...names }: NamesOptions): Promise<void> {
  const { identity, associationFile } = await findAssociationFile(config, cluster);
  const association = await withChangeErrors(removeAssociation(associationFile, identity, names));
  if (json) {
    printJson({ association: toDescription(association) });
    return;
  }
  const { namespace, serviceAccount, role } = association;
  process.stdout.write(
    `${namespace}/${serviceAccount} is removed, with its role ${role.arn}, from ${associationFile}.\n`,
  );
}

/**
 * Waits for a change of an association file.
 *
 * @throws CommandError where the file can't be used or wasn't changed
 */
export async function withChangeErrors<T>(change: Promise<T>): Promise<T> {
  try {
    return await withFileErrors(change);
  } catch (error) {
    throw error instanceof AssociationChangeError ? new CommandError(error.message) : error;
  }
}
