import {
  type AssociationResource,
  compareResources,
  isClusterWide,
  namesOfResource,
  needsClusterWide,
} from "@eks-auth/service/kubernetes";
import { CommandError } from "../../core/command-error.ts";
import { formatResource, isSkipped } from "./describe-resource.ts";
import type { ResourceClient } from "./resource-client.ts";

/** Which resource a command is about: by the names that it is for, or by its own name. */
export interface ResourceSelection {
  readonly namespace?: string | undefined;
  readonly serviceAccount?: string | undefined;
  /** The name of the resource. */
  readonly name?: string | undefined;
  /** Whether only `ClusterPodIdentityAssociation` resources count. */
  readonly clusterWide?: boolean | undefined;
}

/** The resources of a selection. */
export interface FoundResources {
  /** Those that are exactly for the given names, and have the given name. The first is the one that is used. */
  readonly resources: readonly AssociationResource[];
  /** All in the namespace and for the whole cluster. */
  readonly candidates: readonly AssociationResource[];
  /** Whether the user may list all resources that count. */
  readonly isComplete: boolean;
}

/** Finds the resources of a selection. It needs no permission outside of the namespace. */
export async function findResources(
  client: ResourceClient,
  selection: ResourceSelection,
): Promise<FoundResources> {
  const { namespace, serviceAccount, name, clusterWide = false } = selection;
  const isGlobal = clusterWide || namespace === undefined || needsClusterWide({ namespace });
  const [namespaced, global] = await Promise.all([
    isGlobal ? [] : client.listNamespaced(namespace),
    isGlobal ? client.listClusterWide() : client.listClusterWideIfPermitted(),
  ]);
  const candidates = [...namespaced, ...(global ?? [])];
  const resources = candidates
    .filter((resource) => {
      const names = namesOfResource(resource);
      return (
        (namespace === undefined || names.namespace === namespace) &&
        (serviceAccount === undefined || names.serviceAccount === serviceAccount) &&
        (name === undefined || resource.metadata.name === name)
      );
    })
    .sort((one, other) => Number(isSkipped(one)) - Number(isSkipped(other)) || compareResources(one, other));
  return { resources, candidates, isComplete: global !== undefined };
}

/**
 * Returns the only resource of a selection.
 *
 * @throws CommandError if there is none, or more than one
 */
export function requireOneResource(
  resources: readonly AssociationResource[],
  selection: ResourceSelection,
): AssociationResource {
  const [resource, ...others] = resources;
  if (resource === undefined) {
    throw new CommandError(
      "association_not_found",
      `there is no association for ${describeSelection(selection)}. Give the names as the resource has them, including globs. Run eks-auth association list to see all.`,
    );
  }
  if (others.length > 0) {
    const fix = resources.some(isClusterWide) && !resources.every(isClusterWide) ? " or --cluster-wide" : "";
    throw new CommandError(
      "association_ambiguous",
      `there are ${resources.length} associations for ${describeSelection(selection)}: ${resources.map(formatResource).join(", ")}. The first is used. Select one with --name${fix}.`,
    );
  }
  return resource;
}

/** Formats a selection for a message. */
export function describeSelection({ namespace, serviceAccount, name }: ResourceSelection): string {
  const names = [namespace, serviceAccount].filter((each) => each !== undefined).join("/");
  return [names, name === undefined ? "" : `with the name ${name}`].filter(Boolean).join(" ");
}
