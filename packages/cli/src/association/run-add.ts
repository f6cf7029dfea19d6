import { AssociationChangeError, addAssociation } from "@eks-auth/service";
import { findClusterFile } from "../config/cluster-file.ts";
import { CommandFailure } from "../failure.ts";
import type { NamesOptions } from "./cluster-options.ts";
import { failOnRefusedChange } from "./fail-on-refused-change.ts";
import { printJson, toDescription } from "./print-json.ts";

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
 * @throws CommandFailure where it can't be added
 */
export async function runAdd(
  { config, cluster, json, replace = false, ...input }: AddOptions,
  refuse: (message: string) => never,
): Promise<void> {
  const { identity, associationFile } = await findClusterFile(config, cluster);
  const association = await failOnRefusedChange(
    addAssociation(associationFile, identity, input, { replace }).catch((error: unknown) => {
      if (error instanceof AssociationChangeError && error.reason === "invalid") {
        refuse(error.message);
      }
      if (error instanceof AssociationChangeError && error.reason === "exists") {
        throw new CommandFailure(`${error.message} --replace does that.`);
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
