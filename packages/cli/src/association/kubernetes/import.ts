import { isDeepStrictEqual } from "node:util";
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
import { CommandError } from "../../core/command-error.ts";
import type { KubectlAccess } from "../../kubectl/access.ts";
import { withKubectlErrors } from "../../kubectl/kubectl-error.ts";
import type { DroppedMember } from "../eks-output.ts";
import type { ImportOptions } from "../import.ts";
import { type ImportReportRow, printImport } from "../import-report.ts";
import { readAwsOutput } from "../read-aws-output.ts";
import { isSkipped } from "./describe-resource.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { ResourceClient } from "./resource-client.ts";

/**
 * Imports associations from the output of the `aws eks` commands as resources. The API server checks all before the first is
 * written, but it has no transaction: if it fails in the middle, run the import again.
 *
 * @param path - the file with the output; standard input if undefined
 */
export async function runImport(
  access: KubectlAccess,
  path: string | undefined,
  { json, replace = false, dryRun = false }: ImportOptions,
): Promise<void> {
  const client = new ResourceClient(access);
  const { kubeconfig, context } = access;
  const output = await readAwsOutput(path, [
    ...(kubeconfig === undefined ? [] : ["--kubeconfig", kubeconfig]),
    ...(context === undefined ? [] : ["--context", context]),
  ]);
  const associations = output.associations.map(checkInput);
  const existing = await withKubectlErrors(listExisting(client, associations));
  const plan = planImport(associations, existing, replace);
  const isConflicting = plan.some(({ outcome }) => outcome === "conflicting");
  if (!isConflicting) {
    await withKubectlErrors(writePlan(client, plan, dryRun));
  }
  const target = context === undefined ? "the cluster" : `the cluster of the context ${context}`;
  const dropped = [...output.dropped, ...findDroppedTimes(output.associations)];
  printImport(plan.map(toRow), { target, dropped, json, dryRun });
}

/** Finds the times that resources do not keep. */
function findDroppedTimes(associations: readonly AssociationInput[]): DroppedMember[] {
  return (["createdAt", "modifiedAt"] as const)
    .map((member) => ({
      member,
      associations: associations.filter((each) => each[member] !== undefined).length,
      reason: "the resource has its own",
    }))
    .filter((dropped) => dropped.associations > 0);
}

function checkInput(input: Parameters<typeof checkResourceInput>[0]): ManagedAssociation {
  try {
    return checkResourceInput(input);
  } catch (error) {
    throw error instanceof AssociationChangeError
      ? new CommandError("option_invalid", error.message, { cause: error })
      : error;
  }
}

/** Lists the resources in the namespaces of associations, without those of others if there is only one namespace. */
async function listExisting(
  client: ResourceClient,
  associations: readonly ManagedAssociation[],
): Promise<readonly AssociationResource[]> {
  const exact = associations.filter((each) => !needsClusterWide(each));
  const namespaces = new Set(exact.map(({ namespace }) => namespace));
  const [namespace] = namespaces;
  const [namespaced, clusterWide] = await Promise.all([
    namespace === undefined ? [] : client.listNamespaced(namespaces.size === 1 ? namespace : undefined),
    exact.length === associations.length ? [] : client.listClusterWide(),
  ]);
  return [...namespaced, ...clusterWide];
}

interface PlannedImport {
  readonly association: ManagedAssociation;
  readonly manifest: ResourceManifest;
  readonly existing: AssociationResource | undefined;
  readonly outcome: ImportReportRow["outcome"];
}

/** Decides what happens to each association. */
export function planImport(
  associations: readonly ManagedAssociation[],
  existing: readonly AssociationResource[],
  canReplace: boolean,
): readonly PlannedImport[] {
  const byNames = new Map<string, AssociationResource>();
  for (const resource of existing.filter((each) => !isSkipped(each)).sort(compareResources)) {
    const key = keyOfNames(resource);
    byNames.set(key, byNames.get(key) ?? resource);
  }
  const occupied = new Set(existing.map(({ metadata }) => keyOfName(metadata)));
  const seen = new Map<string, string>();
  return associations.map((association) => {
    const clusterWide = needsClusterWide(association);
    const name = deriveResourceName(association, { clusterWide });
    const derived = createManifest(association, { name, clusterWide });
    const key = keyOfManifest(derived);
    const current = byNames.get(key);
    const manifest =
      current === undefined
        ? derived
        : createManifest(association, { name: current.metadata.name, clusterWide });
    const earlier = seen.get(key);
    const spec = JSON.stringify([derived.spec, derived.metadata.annotations]);
    seen.set(key, spec);
    const isSame =
      earlier === undefined ? current !== undefined && hasSpec(current, association) : earlier === spec;
    const isTaken =
      current === undefined && earlier === undefined && occupied.has(keyOfName(derived.metadata));
    const outcome = isSame
      ? "unchanged"
      : earlier !== undefined || isTaken || (current !== undefined && !canReplace)
        ? "conflicting"
        : current === undefined
          ? "added"
          : "replaced";
    return { association, manifest, existing: current, outcome };
  });
}

/**
 * Whether a resource says what an association says, perhaps in other words: a policy with spaces, or a default. An association
 * without tags leaves those of the resource.
 */
function hasSpec(resource: AssociationResource, association: ManagedAssociation): boolean {
  const { tags } = association;
  const { tags: currentTags = {} } = readAnnotations(resource.metadata.annotations);
  if (Object.keys(tags).length > 0 && !isDeepStrictEqual(tags, currentTags)) {
    return false;
  }
  try {
    const other = checkResourceInput({ ...resource.spec, ...namesOfResource(resource) });
    const specOf = (each: ManagedAssociation) => createManifest(each, { name: "", clusterWide: true }).spec;
    return JSON.stringify(specOf(other)) === JSON.stringify(specOf(association));
  } catch (error) {
    if (error instanceof AssociationChangeError) {
      return false;
    }
    throw error;
  }
}

function keyOfNames(resource: AssociationResource): string {
  const { namespace, serviceAccount } = namesOfResource(resource);
  return [resource.metadata.namespace ?? "", namespace, serviceAccount].join("/");
}

function keyOfManifest({ metadata, spec }: ResourceManifest): string {
  const namespace = metadata.namespace ?? spec.namespace ?? "";
  return [metadata.namespace ?? "", namespace, spec.serviceAccount].join("/");
}

function keyOfName({
  namespace,
  name,
}: {
  readonly namespace?: string | undefined;
  readonly name: string;
}): string {
  return `${namespace ?? ""}/${name}`;
}

/** Writes what is new or replaced. The API server first checks all of it. */
async function writePlan(
  client: ResourceClient,
  plan: readonly PlannedImport[],
  dryRun: boolean,
): Promise<void> {
  const added = plan.filter(({ outcome }) => outcome === "added").map(({ manifest }) => manifest);
  const replaced = plan.flatMap(({ outcome, manifest, existing }) =>
    outcome === "replaced" && existing !== undefined ? [{ manifest, existing }] : [],
  );
  for (const isCheck of dryRun ? [true] : [true, false]) {
    try {
      if (added.length > 0) {
        await client.apply(added, { dryRun: isCheck });
      }
      if (replaced.length > 0) {
        await client.replace(replaced, { dryRun: isCheck });
      }
    } catch (error) {
      throw await explainRefusal(client, [...added, ...replaced.map(({ manifest }) => manifest)], error);
    }
  }
}

function toRow({ association, manifest, outcome }: PlannedImport): ImportReportRow {
  const { kind, metadata, spec } = manifest;
  return {
    association,
    outcome,
    description: {
      ...{ namespace: association.namespace, ...spec },
      tags: Object.keys(association.tags).length === 0 ? undefined : association.tags,
      ...{ kind, name: metadata.name },
    },
  };
}
