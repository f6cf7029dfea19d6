import {
  KubernetesApiError,
  type KubernetesErrorCode,
  type KubernetesObject,
  type ResourcePath,
  type SentObject,
} from "@eks-auth/kubernetes";
import type { CertificateManagerOptions } from "../../src/certificates/certificate-manager.ts";

type Api = CertificateManagerOptions["apiServer"];

/** An object as JSON. */
export interface StoredObject extends Omit<KubernetesObject, "metadata"> {
  metadata: KubernetesObject["metadata"];
  data?: Record<string, string>;
  webhooks?: { clientConfig: { caBundle?: string } }[];
  type?: string;
}

/**
 * The objects of an API server, in memory: with a real one, months can't pass in a test. It has versions, conflicts and merge
 * patches. The tests of tests/kubernetes use a real one.
 */
export class FakeObjects implements Api {
  readonly objects: Map<string, StoredObject> = new Map();
  /** Successful writes, such as `create secrets/eks-auth-ca`. */
  readonly writes: string[] = [];
  /** Makes requests fail, by `VERB RESOURCE/NAME`, or all with `*`. */
  readonly failures: Map<string, KubernetesErrorCode> = new Map();
  #version = 0;

  async get<T extends KubernetesObject>(resource: ResourcePath, name: string): Promise<T> {
    await this.#pass("get", resource, name);
    const object = this.objects.get(keyOf(resource, name));
    if (object === undefined) {
      throw error("not_found");
    }
    return structuredClone(object) as KubernetesObject as T;
  }

  async create<T extends SentObject>(resource: ResourcePath, object: T): Promise<T & KubernetesObject> {
    const { name } = object.metadata;
    await this.#pass("create", resource, name);
    const key = keyOf(resource, name);
    if (this.objects.has(key)) {
      throw error("already_exists");
    }
    this.put(key, object);
    this.writes.push(`create ${key}`);
    return structuredClone(this.objects.get(key)) as unknown as T & KubernetesObject;
  }

  async patch<T extends KubernetesObject>(resource: ResourcePath, name: string, patch: object): Promise<T> {
    await this.#pass("patch", resource, name);
    const key = keyOf(resource, name);
    const object = this.objects.get(key);
    if (object === undefined) {
      throw error("not_found");
    }
    const { metadata } = patch as KubernetesObject;
    if (metadata.resourceVersion !== object.metadata.resourceVersion) {
      throw error("conflict");
    }
    this.put(key, merge(object, patch) as SentObject);
    this.writes.push(`patch ${key}`);
    return structuredClone(this.objects.get(key)) as unknown as T;
  }

  /** The same objects for one client, whose readings are counted. */
  forClient(): Api & { reads: number } {
    const client = {
      reads: 0,
      get: <T extends KubernetesObject>(resource: ResourcePath, name: string): Promise<T> => {
        client.reads += 1;
        return this.get<T>(resource, name);
      },
      create: this.create.bind(this),
      patch: this.patch.bind(this),
    };
    return client;
  }

  /** Writes an object, as a person does. */
  put(key: string, object: object): void {
    this.#version += 1;
    const { metadata, ...rest } = structuredClone(object) as StoredObject;
    const resourceVersion = String(this.#version);
    this.objects.set(key, { ...rest, metadata: { ...metadata, resourceVersion } });
  }

  /** Changes the data of an object, as a person does. */
  edit(key: string, change: (object: StoredObject) => void): void {
    const object = structuredClone(this.objects.get(key));
    if (object !== undefined) {
      change(object);
      this.put(key, object);
    }
  }

  /** The decoded data of a Secret. */
  secret(name: string): Record<string, string> {
    const data = this.objects.get(`secrets/${name}`)?.data ?? {};
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]),
    );
  }

  async #pass(verb: string, resource: ResourcePath, name: string): Promise<void> {
    // As with a real one, requests of other replicas come in between.
    await new Promise(setImmediate);
    const code = this.failures.get(`${verb} ${keyOf(resource, name)}`) ?? this.failures.get("*");
    if (code !== undefined) {
      throw error(code);
    }
  }
}

function keyOf({ plural }: ResourcePath, name: string): string {
  return `${plural}/${name}`;
}

function error(code: KubernetesErrorCode): KubernetesApiError {
  return new KubernetesApiError(code, `The request failed: ${code}.`);
}

/** @see https://www.rfc-editor.org/rfc/rfc7386 */
function merge(target: unknown, patch: unknown): unknown {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) {
    return patch;
  }
  const result: Record<string, unknown> = { ...(target as object) };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[name];
    } else {
      result[name] = merge(result[name], value);
    }
  }
  return result;
}
