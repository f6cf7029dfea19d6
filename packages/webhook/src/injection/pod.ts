import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** A volume of a container. */
export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly hasSubPath: boolean;
  readonly isReadOnly: boolean;
}

/** A container, as far as it is read here. */
export interface Container {
  readonly name: string;
  /** Undefined if the pod has no such list. */
  readonly env: readonly { readonly name: string }[] | undefined;
  readonly volumeMounts: readonly VolumeMount[] | undefined;
  /** The paths of block devices. */
  readonly devicePaths: readonly string[];
}

/** A volume of a pod. */
export interface Volume {
  readonly name: string;
  /** Whether nothing can be created in it, also if a mount does not say so. */
  readonly isReadOnly: boolean;
  /** The audience and the file of each service-account token in it. */
  readonly tokens: readonly { readonly audience: string; readonly path: string }[];
}

/** Sources of volumes that the kubelet mounts read-only. */
const readOnlySources = ["configMap", "secret", "downwardAPI", "projected", "image"];

/** A node can't run a pod with so many. What is added to a pod grows with them. */
const maxContainers = 1_000;

/** A pod that is about to be created, as far as it is read here. */
export interface Pod {
  /** Undefined if the API server chooses it. */
  readonly name: string | undefined;
  readonly generateName: string | undefined;
  readonly labels: Readonly<Record<string, string>> | undefined;
  readonly annotations: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  readonly isWindows: boolean;
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[] | undefined;
}

/** A value is not a pod. The message names the field. */
export class PodFormatError extends CodedError {
  static override readonly brand: string = "@eks-auth/webhook/PodFormatError";
  override readonly name = "PodFormatError";
  readonly code = "pod_invalid";
}

/**
 * Reads a pod from JSON. Only the types of what is used are checked: the API server validates the pod afterwards. Go writes
 * an absent list as null, which is read as absent.
 *
 * @throws PodFormatError if a value that is used has the wrong type, or there are more than 1,000 containers
 */
export function readPod(value: unknown): Pod {
  const pod = readObject(value, "the pod");
  const metadata = readObject(pod.metadata, "metadata");
  const spec = readObject(pod.spec, "spec");
  const nodeSelector = readStrings(spec.nodeSelector, "spec.nodeSelector") ?? {};
  const osName = readOptionalString(readOptionalObject(spec.os, "spec.os").name, "spec.os.name");
  const serviceAccount =
    readOptionalString(spec.serviceAccountName, "spec.serviceAccountName") ||
    readOptionalString(spec.serviceAccount, "spec.serviceAccount");
  return {
    name: readOptionalString(metadata.name, "metadata.name"),
    generateName: readOptionalString(metadata.generateName, "metadata.generateName"),
    labels: readStrings(metadata.labels, "metadata.labels"),
    annotations: readStrings(metadata.annotations, "metadata.annotations") ?? {},
    serviceAccount: serviceAccount || "default",
    isWindows: [osName, nodeSelector["kubernetes.io/os"], nodeSelector["beta.kubernetes.io/os"]].includes(
      "windows",
    ),
    initContainers: readContainers(spec.initContainers, "spec.initContainers"),
    containers: readContainers(spec.containers, "spec.containers"),
    volumes: readList(spec.volumes, "spec.volumes")?.map(readVolume),
  };
}

function readContainers(value: unknown, path: string): readonly Container[] {
  const items = readList(value, path) ?? [];
  if (items.length > maxContainers) {
    throw new PodFormatError(`${path} must have at most ${maxContainers} containers`);
  }
  return items.map((item) => {
    const container = readObject(item, path);
    return {
      name: readOptionalString(container.name, `${path}.name`) ?? "",
      env: readList(container.env, `${path}.env`)?.map((variable) => ({
        name: readOptionalString(readObject(variable, `${path}.env`).name, `${path}.env.name`) ?? "",
      })),
      volumeMounts: readList(container.volumeMounts, `${path}.volumeMounts`)?.map((mount) =>
        readMount(mount, `${path}.volumeMounts`),
      ),
      devicePaths: (readList(container.volumeDevices, `${path}.volumeDevices`) ?? []).map(
        (device) => readOptionalString(readObject(device, path).devicePath, `${path}.devicePath`) ?? "",
      ),
    };
  });
}

function readMount(value: unknown, path: string): VolumeMount {
  const mount = readObject(value, path);
  return {
    name: readOptionalString(mount.name, `${path}.name`) ?? "",
    mountPath: readOptionalString(mount.mountPath, `${path}.mountPath`) ?? "",
    hasSubPath: Boolean(mount.subPath) || Boolean(mount.subPathExpr),
    isReadOnly: mount.readOnly === true,
  };
}

function readVolume(value: unknown): Volume {
  const path = "spec.volumes";
  const volume = readObject(value, path);
  const projected = readOptionalObject(volume.projected, `${path}.projected`);
  const sources = readList(projected.sources, `${path}.projected.sources`) ?? [];
  return {
    name: readOptionalString(volume.name, `${path}.name`) ?? "",
    isReadOnly: Object.entries(volume).some(
      ([source, value]) =>
        value !== null &&
        (readOnlySources.includes(source) || (value as { readOnly?: unknown }).readOnly === true),
    ),
    tokens: sources.flatMap((source) => {
      const token = readObject(source, `${path}.projected.sources`).serviceAccountToken;
      if (token === undefined || token === null) {
        return [];
      }
      const { audience, path: file } = readObject(token, `${path}.serviceAccountToken`);
      return [
        {
          audience: readOptionalString(audience, `${path}.audience`) ?? "",
          path: readOptionalString(file, `${path}.path`) ?? "",
        },
      ];
    }),
  };
}

function readObject(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new PodFormatError(`${path} must be an object`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function readOptionalObject(value: unknown, path: string): Readonly<Record<string, unknown>> {
  return value === undefined || value === null ? {} : readObject(value, path);
}

function readList(value: unknown, path: string): readonly unknown[] | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (!Array.isArray(value)) {
    throw new PodFormatError(`${path} must be a list`);
  }
  return value;
}

function readOptionalString(value: unknown, path: string): string | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== "string") {
    throw new PodFormatError(`${path} must be a string`);
  }
  return value;
}

function readStrings(value: unknown, path: string): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const strings = readObject(value, path);
  for (const [key, text] of Object.entries(strings)) {
    if (typeof text !== "string") {
      throw new PodFormatError(`${path}[${JSON.stringify(key)}] must be a string`);
    }
  }
  return strings as Readonly<Record<string, string>>;
}
