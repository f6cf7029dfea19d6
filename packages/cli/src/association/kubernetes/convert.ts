import { AssociationChangeError, type AssociationInput, type ManagedAssociation } from "@eks-auth/service";
import {
  type AssociationResource,
  checkResourceInput,
  compareResources,
  createManifest,
  deriveResourceName,
  namesOfResource,
  needsClusterWide,
  type ResourceManifest,
  readAnnotations,
} from "@eks-auth/service/kubernetes";
import { findCondition, formatResource, isSkipped } from "./describe-resource.ts";

/** The result of a conversion. */
export interface Conversion<T> {
  readonly converted: readonly T[];
  /** What could not be converted, and why: a sentence for each. */
  readonly problems: readonly string[];
  /** What was left out because it has no effect: a sentence for each. */
  readonly notes: readonly string[];
}

/** Converts the associations of a file to resources, in the same order. Their names depend only on the associations' names. */
export function toManifests(associations: readonly ManagedAssociation[]): Conversion<ResourceManifest> {
  const converted: ResourceManifest[] = [];
  const problems: string[] = [];
  const used = new Map<string, string>();
  for (const association of associations) {
    const clusterWide = needsClusterWide(association);
    const manifest = createManifest(association, {
      name: deriveResourceName(association, { clusterWide }),
      clusterWide,
    });
    const { metadata, spec } = manifest;
    const names = `${association.namespace}/${association.serviceAccount}`;
    const key = `${metadata.namespace ?? ""}/${metadata.name}`;
    const other = used.get(key);
    const problem =
      other === undefined
        ? findProblem({ namespace: association.namespace, ...spec })
        : `Its resource would have the same name as that of ${other}, ${metadata.name}. Create it with another name.`;
    if (problem === undefined) {
      used.set(key, names);
      converted.push(manifest);
    } else {
      problems.push(`${names}: ${problem}`);
    }
  }
  return { converted, problems, notes: [] };
}

/**
 * Converts resources to the associations of a file. Left out are those that are not used because of others for the same names,
 * and as problems those that the service refuses: in a file, their roles could be allowed.
 */
export function toAssociations(resources: readonly AssociationResource[]): Conversion<ManagedAssociation> {
  const converted: ManagedAssociation[] = [];
  const problems: string[] = [];
  const notes: string[] = [];
  const used = new Map<string, AssociationResource>();
  for (const resource of resources.filter((each) => !isSkipped(each)).toSorted(compareResources)) {
    const key = keyOf(resource);
    used.set(key, used.get(key) ?? resource);
  }
  for (const resource of resources) {
    const { tags } = readAnnotations(resource.metadata.annotations);
    const input = { ...resource.spec, ...namesOfResource(resource), tags };
    const ready = findCondition(resource, "Ready");
    const winner = used.get(keyOf(resource));
    const problem = findProblem(input);
    if (problem !== undefined) {
      problems.push(`${formatResource(resource)}: ${problem}`);
    } else if (winner !== resource) {
      const reason =
        winner === undefined ? "the service skips it" : `${formatResource(winner)} is used instead`;
      notes.push(`${formatResource(resource)}: ${reason}.`);
    } else if (ready?.status === "False") {
      problems.push(
        `${formatResource(resource)}: the service refuses it (${ready.reason}). ${ready.message}`,
      );
    } else {
      converted.push(checkResourceInput(input));
    }
  }
  return { converted, problems, notes };
}

function keyOf(resource: AssociationResource): string {
  const { namespace, serviceAccount } = namesOfResource(resource);
  return `${namespace}/${serviceAccount}`;
}

function findProblem(input: AssociationInput): string | undefined {
  try {
    checkResourceInput(input);
    return undefined;
  } catch (error) {
    if (error instanceof AssociationChangeError) {
      return error.message;
    }
    throw error;
  }
}
