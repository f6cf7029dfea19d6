import { type Association, AssociationChangeError, type AssociationInput } from "@eks-auth/service";
import {
  type AssociationResource,
  checkResourceInput,
  compareResources,
  createManifest,
  deriveResourceName,
  namesOfResource,
  needsClusterWide,
  type ResourceManifest,
} from "@eks-auth/service/kubernetes";
import { CommandError } from "../../core/command-error.ts";
import { formatJson, printNote } from "../../core/output.ts";
import type { KubectlAccess } from "../../kubectl/access.ts";
import { KubectlError, withKubectlErrors } from "../../kubectl/kubectl-error.ts";
import { formatResource, isSkipped, toResourceDescription } from "./describe-resource.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { ResourceClient } from "./resource-client.ts";
import { findResources, type ResourceSelection, requireOneResource } from "./select-resources.ts";

/** An association to add, and the resource that it becomes. */
export interface AddOptions extends AssociationInput {
  /** The name of the resource; by default derived from the names that the association is for. */
  readonly name?: string | undefined;
  readonly clusterWide?: boolean | undefined;
  readonly replace?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/**
 * Adds an association as a resource.
 *
 * @param rejectArguments - ends the command with exit code 2
 */
export async function runAdd(
  access: KubectlAccess,
  { name, clusterWide = false, replace = false, json, ...input }: AddOptions,
  rejectArguments: (message: string) => never,
): Promise<void> {
  const client = new ResourceClient(access);
  const association = checkInput(input, rejectArguments);
  const target = { name, replace, clusterWide: clusterWide || needsClusterWide(association) };
  const resource = await withKubectlErrors(retryOnConflict(() => addResource(client, association, target)));
  const { namespace, serviceAccount } = association;
  if (json) {
    process.stdout.write(formatJson({ association: toResourceDescription(resource) }));
  } else {
    process.stdout.write(
      `${namespace}/${serviceAccount} has the role ${association.role.arn} now, by ${formatResource(resource)}. To see whether the service accepts it, use eks-auth association show.\n`,
    );
  }
  await noteOtherInUse(client, resource);
}

function checkInput(input: AssociationInput, rejectArguments: (message: string) => never): Association {
  try {
    return checkResourceInput(input);
  } catch (error) {
    if (error instanceof AssociationChangeError) {
      rejectArguments(error.message);
    }
    throw error;
  }
}

interface AddTarget {
  readonly name: string | undefined;
  readonly clusterWide: boolean;
  readonly replace: boolean;
}

async function addResource(
  client: ResourceClient,
  association: Association,
  { name, clusterWide, replace }: AddTarget,
): Promise<AssociationResource> {
  const existing = clusterWide
    ? await client.listClusterWide()
    : await client.listNamespaced(association.namespace);
  const same = existing.filter((each) => isSameNames(each, association)).sort(compareResources);
  const [used] = same;
  if (used !== undefined && !replace) {
    throw new CommandError(
      "association_exists",
      `${formatNames(association)} has an association already: ${formatResource(used)}, with the role ${used.spec.roleArn}. Use --replace to replace it.`,
    );
  }
  const replaced = name === undefined ? used : same.find(({ metadata }) => metadata.name === name);
  if (used !== undefined && replaced === undefined) {
    throw new CommandError(
      "association_exists",
      `${formatNames(association)} has an association already: ${formatResource(used)}. To replace it, use its name or omit --name.`,
    );
  }
  const resourceName = replaced?.metadata.name ?? name ?? deriveResourceName(association, { clusterWide });
  const manifest = createManifest(association, { name: resourceName, clusterWide });
  const occupying = existing.find((each) => each !== replaced && each.metadata.name === resourceName);
  if (occupying !== undefined) {
    throw new CommandError(
      "association_exists",
      `${formatResource(occupying)} exists already, for ${formatNames(namesOfResource(occupying))}. Choose another name with --name.`,
    );
  }
  return write(client, manifest, replaced);
}

async function write(
  client: ResourceClient,
  manifest: ResourceManifest,
  existing: AssociationResource | undefined,
): Promise<AssociationResource> {
  try {
    const [resource] =
      existing === undefined
        ? await client.apply([manifest])
        : await client.replace([{ existing, manifest }]);
    if (resource === undefined) {
      throw new KubectlError("failed", "kubectl returned no object. Check the kubectl on PATH.");
    }
    return resource;
  } catch (error) {
    throw await explainRefusal(client, [manifest], error);
  }
}

/** Notes that another resource for the same names is used instead of the one that was written. */
async function noteOtherInUse(client: ResourceClient, resource: AssociationResource): Promise<void> {
  const { resources } = await findResources(client, namesOfResource(resource)).catch(() => ({
    resources: [],
  }));
  const [used] = resources;
  if (used !== undefined && used.metadata.uid !== resource.metadata.uid) {
    printNote(
      "warning",
      `${formatResource(used)} is for the same names and is older, so it is used. Remove it, or replace it.`,
    );
  }
}

/** Which resource to remove. */
export interface RemoveOptions extends ResourceSelection {
  readonly json?: boolean | undefined;
}

/** Removes the resource of an association. */
export async function runRemove(access: KubectlAccess, { json, ...selection }: RemoveOptions): Promise<void> {
  const client = new ResourceClient(access);
  const resource = await withKubectlErrors(
    retryOnConflict(async () => {
      const { resources } = await findResources(client, selection);
      const found = requireOneResource(resources, selection);
      await client.delete(found);
      return found;
    }),
  );
  const text = `Removed ${formatNames(namesOfResource(resource))} with its role ${resource.spec.roleArn}: ${formatResource(resource)}.\n`;
  process.stdout.write(json ? formatJson({ association: toResourceDescription(resource) }) : text);
}

const maxTries = 3;

/**
 * Repeats work that the API server refused because a resource has changed since it was read. The service writes the status of
 * a new resource at about the same time.
 */
async function retryOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof KubectlError && error.code === "conflict") || tries === maxTries) {
        throw error;
      }
    }
  }
}

interface Names {
  readonly namespace: string;
  readonly serviceAccount: string;
}

function isSameNames(resource: AssociationResource, names: Names): boolean {
  return !isSkipped(resource) && formatNames(namesOfResource(resource)) === formatNames(names);
}

function formatNames({ namespace, serviceAccount }: Names): string {
  return `${namespace}/${serviceAccount}`;
}
