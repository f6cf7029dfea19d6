import { AssociationChangeError, confirmAssociations } from "@eks-auth/service";
import { findFileCluster } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import { formatJson } from "../core/output.ts";
import { withChangeErrors } from "./change.ts";
import type { FileOptions } from "./query.ts";

/** Confirms the associations of a cluster's file, so that a service applies them at once. */
export async function runConfirm({ config, cluster: name, json }: FileOptions): Promise<void> {
  const cluster = await findFileCluster(config, name);
  const file = cluster.associations;
  const count = await withChangeErrors(
    confirmAssociations(file, cluster).catch((error: unknown) => {
      if (error instanceof AssociationChangeError && error.code === "unwritable") {
        const message = `${error.message} Or send SIGHUP to the service, which needs no confirmation.`;
        throw new CommandError("change_failed", message, { cause: error });
      }
      throw error;
    }),
  );
  const text = `The ${count} associations in ${file} are confirmed. A running service applies them within 2 s.\n`;
  process.stdout.write(json ? formatJson({ associations: { file, count } }) : text);
}
