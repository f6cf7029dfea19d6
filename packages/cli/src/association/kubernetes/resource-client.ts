import type { KubernetesObject, ResourcePath } from "@eks-auth/kubernetes";
import {
  type AssociationResource,
  clusterPodIdentityAssociations,
  podIdentityAssociations,
  type ResourceManifest,
  readAnnotations,
  replaceAnnotations,
} from "@eks-auth/service/kubernetes";
import { CommandError } from "../../core/command-error.ts";
import type { KubectlAccess } from "../../kubectl/access.ts";
import { KubectlError } from "../../kubectl/kubectl-error.ts";
import { formatPath, type ReadRun, readList, readObject } from "../../kubectl/read-objects.ts";
import { runKubectl } from "../../kubectl/run-kubectl.ts";

/** The field manager of the commands: the API server records which fields they set. */
const fieldManager = "eks-auth-cli";

/** More than the response to a change of thousands of resources. */
const maxOutputBytes = 64 * 1_048_576;

/** Associations are small: a page of so many has a few MB. */
export const associationPageSize = 2000;

/** How to write resources. */
interface WriteOptions {
  /** Whether the API server only checks them. */
  readonly dryRun?: boolean;
}

/** Reads and changes the association resources of a cluster, through kubectl. Its errors are those of kubectl. */
export class ResourceClient {
  readonly access: KubectlAccess;
  readonly #run: ReadRun;

  constructor(access: KubectlAccess) {
    this.access = access;
    this.#run = { access, interactive: process.stdin.isTTY === true };
  }

  /**
   * Lists `PodIdentityAssociation` resources.
   *
   * @param namespace - by default all namespaces
   */
  listNamespaced(namespace?: string): Promise<readonly AssociationResource[]> {
    return this.#list({ ...podIdentityAssociations, namespace });
  }

  /** Lists all `ClusterPodIdentityAssociation` resources. */
  listClusterWide(): Promise<readonly AssociationResource[]> {
    return this.#list(clusterPodIdentityAssociations);
  }

  /**
   * Lists all `ClusterPodIdentityAssociation` resources, if the user has the permission. The owner of a namespace often does
   * not.
   *
   * @returns undefined without the permission
   */
  listClusterWideIfPermitted(): Promise<readonly AssociationResource[] | undefined> {
    return ifPermitted(this.listClusterWide());
  }

  /** Reads a namespace; undefined if there is none, or the user lacks the permission. */
  readNamespaceIfPermitted(name: string): Promise<KubernetesObject | undefined> {
    return ifPermitted(readObject({ group: "", version: "v1", plural: "namespaces" }, name, this.#run));
  }

  /**
   * Creates resources by server-side apply.
   *
   * @returns the resources as the API server has them
   */
  async apply(
    manifests: readonly ResourceManifest[],
    { dryRun = false }: WriteOptions = {},
  ): Promise<readonly AssociationResource[]> {
    const words = ["apply", "--server-side", `--field-manager=${fieldManager}`];
    return this.#write([...words, ...(dryRun ? ["--dry-run=server"] : [])], manifests);
  }

  /**
   * Replaces the specs of resources, also the fields of other managers, which server-side apply would leave. The
   * API server refuses it if a resource was changed since it was read.
   */
  async replace(
    changes: readonly { readonly existing: AssociationResource; readonly manifest: ResourceManifest }[],
    { dryRun = false }: WriteOptions = {},
  ): Promise<readonly AssociationResource[]> {
    const words = ["replace", `--field-manager=${fieldManager}`];
    const objects = changes.map(({ existing, manifest }) => ({
      ...manifest,
      // All metadata, with the version that was read: labels and owners stay.
      metadata: { ...existing.metadata, annotations: annotationsFor(existing, manifest) },
    }));
    return this.#write([...words, ...(dryRun ? ["--dry-run=server"] : [])], objects);
  }

  /**
   * Whether the user may create resources by server-side apply.
   *
   * @param plural - of the resources, with their group
   */
  async canWrite(plural: string, namespace: string | undefined): Promise<boolean> {
    const scope = namespace === undefined ? [] : ["--namespace", namespace];
    const answers = await Promise.all(
      ["create", "patch"].map(async (verb) => {
        try {
          await runKubectl(["auth", "can-i", "--quiet", verb, plural, ...scope], this.#run);
          return true;
        } catch (error) {
          // Its exit code is 1 for no. It writes nothing then.
          if (error instanceof KubectlError && error.code === "failed") {
            return false;
          }
          throw error;
        }
      }),
    );
    return answers.every(Boolean);
  }

  /** Deletes a resource, if it was not changed or replaced by another one since it was read. */
  async delete(resource: AssociationResource): Promise<void> {
    const { name, namespace, uid, resourceVersion } = resource.metadata;
    const path =
      namespace === undefined
        ? formatPath(clusterPodIdentityAssociations, name)
        : formatPath({ ...podIdentityAssociations, namespace }, name);
    const preconditions = { uid, resourceVersion };
    await runKubectl(["delete", "--raw", path, "--filename", "-"], {
      ...this.#run,
      input: JSON.stringify({ apiVersion: "v1", kind: "DeleteOptions", preconditions }),
    });
  }

  async #list(resource: ResourcePath): Promise<readonly AssociationResource[]> {
    try {
      return await readList<AssociationResource>(resource, this.#run, { pageSize: associationPageSize });
    } catch (error) {
      if (error instanceof KubectlError && error.code === "not_found") {
        throw new CommandError(
          "resources_not_installed",
          "the cluster has no association resources. Install the Helm chart eks-auth in it, or check --context.",
          { cause: error },
        );
      }
      throw error;
    }
  }

  async #write(
    words: readonly string[],
    objects: readonly object[],
  ): Promise<readonly AssociationResource[]> {
    const list = { apiVersion: "v1", kind: "List", items: objects };
    const output = await runKubectl([...words, "--filename", "-", "--output", "json"], {
      ...this.#run,
      input: JSON.stringify(list),
      maxOutputBytes,
    });
    const written = JSON.parse(output) as AssociationResource | { readonly items: AssociationResource[] };
    return "items" in written ? written.items : [written];
  }
}

/** The annotations of a resource that is replaced. Its tags stay if the new one has none. */
function annotationsFor(
  existing: AssociationResource,
  manifest: ResourceManifest,
): Readonly<Record<string, string>> {
  const { annotations } = existing.metadata;
  const old = readAnnotations(annotations);
  const { tags = old.tags } = readAnnotations(manifest.metadata.annotations);
  const modifiedAt = old.modifiedAt === undefined ? undefined : new Date().toISOString();
  return replaceAnnotations(annotations, { tags, modifiedAt });
}

async function ifPermitted<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof KubectlError && error.code === "forbidden") {
      return undefined;
    }
    throw error;
  }
}
