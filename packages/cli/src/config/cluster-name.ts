import configSchema from "@eks-auth/service/schemas/config.schema.json" with { type: "json" };
import { InvalidArgumentError } from "commander";

const pattern = new RegExp(configSchema.properties.clusters.items.properties.name.pattern);

/**
 * Reads the option that names a cluster. A variable that isn't set gives an empty one.
 *
 * @param text - the option as it was given
 * @returns the same
 * @throws InvalidArgumentError where no cluster can be called that
 */
export function parseClusterName(text: string): string {
  if (!pattern.test(text)) {
    throw new InvalidArgumentError(
      text === ""
        ? "It is empty. Name the cluster, as the EKS Auth API calls it."
        : "A cluster's name is 1 to 100 letters, digits, hyphens and underscores, the first a letter or digit.",
    );
  }
  return text;
}
