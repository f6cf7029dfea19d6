import type { KubernetesObject, ResourcePath } from "@eks-auth/kubernetes";
import type { KubectlAccess } from "../../kubectl/access.ts";
import { KubectlError } from "../../kubectl/kubectl-error.ts";
import {
  countObjects,
  type ListOptions,
  type ReadRun,
  readList,
  readObject,
  readPages,
} from "../../kubectl/read-objects.ts";
import { runKubectl } from "../../kubectl/run-kubectl.ts";

/** How much of a long list is read. */
export interface ListLimits {
  readonly maxItems: number;
  readonly maxMs: number;
}

/** A list of which perhaps only the beginning was read. */
export interface BoundedList {
  /** How many objects were read. */
  readonly count: number;
  /** Whether there are more. */
  readonly isCut: boolean;
}

/** Reads objects of a cluster through kubectl. */
export class ClusterReader {
  readonly #run: ReadRun;

  constructor(access: KubectlAccess) {
    this.#run = { access, interactive: process.stdin.isTTY === true };
  }

  /** Reads an object; undefined if it does not exist. */
  read<T = KubernetesObject>(resource: ResourcePath, name: string): Promise<T | undefined> {
    return readObject<T>(resource, name, this.#run);
  }

  /** Lists objects; none if the cluster has no such resource. */
  async list<T = KubernetesObject>(resource: ResourcePath, options?: ListOptions): Promise<readonly T[]> {
    try {
      return await readList<T>(resource, this.#run, options);
    } catch (error) {
      if (error instanceof KubectlError && error.code === "not_found") {
        return [];
      }
      throw error;
    }
  }

  /** Lists objects like {@link list}, or returns undefined if the user lacks the permission. */
  async listIfPermitted<T = KubernetesObject>(
    resource: ResourcePath,
    options?: ListOptions,
  ): Promise<readonly T[] | undefined> {
    try {
      return await this.list<T>(resource, options);
    } catch (error) {
      if (error instanceof KubectlError && error.code === "forbidden") {
        return undefined;
      }
      throw error;
    }
  }

  /** Passes the objects of a list to a function, until there are no more or a limit is reached. */
  async forEach<T>(
    resource: ResourcePath,
    { maxItems, maxMs }: ListLimits,
    onItem: (item: T) => void,
  ): Promise<BoundedList> {
    const deadline = performance.now() + maxMs;
    let count = 0;
    for await (const page of readPages<T>(resource, this.#run)) {
      // A limit is checked only if another page follows.
      if (count >= maxItems || performance.now() > deadline) {
        return { count, isCut: true };
      }
      for (const item of page) {
        onItem(item);
      }
      count += page.length;
    }
    return { count, isCut: false };
  }

  /** Counts objects without reading them. */
  count(resource: ResourcePath): Promise<number> {
    return countObjects(resource, this.#run);
  }

  /**
   * Reads the certificate of a Secret, without its key.
   *
   * @returns PEM, empty if the Secret has none; undefined if there is no such Secret, or the user lacks the permission
   */
  async readCertificate(namespace: string, secret: string): Promise<string | undefined> {
    const words = ["get", "secret", secret, "--namespace", namespace];
    try {
      const output = await runKubectl([...words, "--output", "jsonpath={.data['tls\\.crt']}"], this.#run);
      return Buffer.from(output, "base64").toString();
    } catch (error) {
      if (error instanceof KubectlError && (error.code === "forbidden" || error.code === "not_found")) {
        return undefined;
      }
      throw error;
    }
  }
}
