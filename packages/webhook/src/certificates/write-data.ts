import type { ApiServer, ResourcePath } from "@eks-auth/kubernetes";
import type { SecretTexts } from "./authority-secret.ts";
import { type ConfigMap, managedByAnnotation, managedByValue, type Secret } from "./certificate-objects.ts";

/** What an object must have. */
export interface WrittenObject {
  readonly name: string;
  /** Only for an object that does not exist: the type can't be changed. */
  readonly type?: string;
  readonly data: Readonly<Record<string, string>>;
}

/**
 * Creates an object, or replaces its data.
 *
 * @param existing - what was read; undefined if there was none
 * @throws KubernetesApiError `conflict`, `already_exists` or `not_found` if it has changed since it was read
 */
export async function writeData(
  api: Pick<ApiServer, "create" | "patch">,
  resource: ResourcePath,
  existing: Secret | ConfigMap | undefined,
  { name, type, data }: WrittenObject,
  annotations: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  const managed = { ...annotations, [managedByAnnotation]: managedByValue };
  if (existing === undefined) {
    const metadata = { name, namespace: resource.namespace, annotations: managed };
    const object = type === undefined ? { metadata, data } : { metadata, type, data };
    await api.create(resource, object, { signal });
    return;
  }
  const { resourceVersion } = existing.metadata;
  // In a merge patch, null removes a key.
  const removed = Object.fromEntries(Object.keys(existing.data ?? {}).map((key) => [key, null]));
  const patch = { metadata: { resourceVersion, annotations: managed }, data: { ...removed, ...data } };
  await api.patch(resource, name, patch, { signal });
}

/** Encodes the data of a Secret. */
export function encode(texts: SecretTexts): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, Buffer.from(text).toString("base64")]),
  );
}
