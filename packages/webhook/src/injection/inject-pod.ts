import { listMissingVariables, patchContainer } from "./inject-container.ts";
import { appendAll, formatPointer, type PatchOperation } from "./json-patch.ts";
import type { Container, Pod } from "./pod.ts";
import { type InjectionSettings, injectedNames, podSettings } from "./settings.ts";
import { chooseTokenLifetime, createTokenVolume, findAtMountPath, isTokenVolume } from "./token-volume.ts";

/** Why a pod does not get credentials, although its service account has an association. */
export type InjectionSkipReason =
  /** The pod's owner has turned the injection off. */
  | "opted_out"
  /** A static pod can have no token. */
  | "mirror_pod"
  /** The pod has another volume with the name of the token's. */
  | "volume_conflict"
  /** All containers are named in the annotation, or have another volume at the token's path, or one that does not let it in. */
  | "no_container";

/** What to change in a pod. */
export type Injection =
  | {
      readonly outcome: "injected";
      readonly patch: readonly PatchOperation[];
      readonly warnings: readonly string[];
    }
  /** The pod has everything already, for example because the webhook is called a second time. */
  | { readonly outcome: "unchanged"; readonly warnings: readonly string[] }
  | {
      readonly outcome: "skipped";
      readonly reason: InjectionSkipReason;
      readonly warnings: readonly string[];
    };

/** The API server cuts warnings off if they are long together. */
const maxWarnings = 10;

/** Why a pod must not be changed, if its annotations or labels say so. */
export function findOptOut({ annotations, labels }: Pod): "opted_out" | "mirror_pod" | undefined {
  if (Object.hasOwn(annotations, podSettings.mirror)) {
    return "mirror_pod";
  }
  const isOptedOut =
    annotations[podSettings.inject] === "false" || Object.hasOwn(labels ?? {}, podSettings.skipLabel);
  return isOptedOut ? "opted_out" : undefined;
}

/**
 * Lists what a pod needs so that AWS SDKs in its containers get credentials from the agent. It only adds: the pod
 * keeps all that it has. With the changes applied, a second call finds nothing to add.
 *
 * @param pod - a pod whose service account has an association
 */
export function injectPod(pod: Pod, settings: InjectionSettings): Injection {
  const optOut = findOptOut(pod);
  if (optOut !== undefined) {
    return { outcome: "skipped", reason: optOut, warnings: [] };
  }
  const own = pod.volumes?.find(({ name }) => name === injectedNames.volume);
  if (own !== undefined && !isTokenVolume(own)) {
    const { volume, audience, tokenFile } = injectedNames;
    const warning = `the pod has another volume with the name ${volume}, so it gets no AWS credentials. Rename it, or project a token with the audience ${audience} to ${tokenFile}.`;
    return { outcome: "skipped", reason: "volume_conflict", warnings: [warning] };
  }
  const plan = planContainers(pod, settings);
  const lifetime = chooseTokenLifetime(pod, settings.tokenExpirationSeconds);
  const warnings = [...listAnnotationWarnings(pod, lifetime.isIgnored), ...plan.warnings].slice(
    0,
    maxWarnings,
  );
  if (!plan.hasTarget) {
    return { outcome: "skipped", reason: "no_container", warnings };
  }
  const needsVolume = own === undefined && plan.needsVolume;
  const patch = [
    ...patchLabels(pod),
    ...appendAll(pod.volumes, "/spec/volumes", needsVolume ? [createTokenVolume(lifetime.seconds)] : []),
    ...plan.operations,
  ];
  return patch.length === 0 ? { outcome: "unchanged", warnings } : { outcome: "injected", patch, warnings };
}

interface Plan {
  readonly operations: readonly PatchOperation[];
  readonly warnings: readonly string[];
  /** Whether a container can get credentials. */
  readonly hasTarget: boolean;
  /** Whether a container uses the volume that is added, or mounts it already. */
  readonly needsVolume: boolean;
}

function planContainers(pod: Pod, settings: InjectionSettings): Plan {
  const operations: PatchOperation[] = [];
  const warnings: string[] = [];
  let hasTarget = false;
  let needsVolume = false;
  const skipped = new Set(readSkippedContainers(pod));
  const tokenVolumes = new Set([
    injectedNames.volume,
    ...(pod.volumes ?? []).filter(isTokenVolume).map(({ name }) => name),
  ]);
  for (const [segments, container] of listContainers(pod)) {
    // Also of a container that gets no credentials: the API server refuses a mount of a volume that is not there.
    needsVolume ||= container.volumeMounts?.some(({ name }) => name === injectedNames.volume) === true;
    if (skipped.has(container.name)) {
      continue;
    }
    const found = findAtMountPath(container, pod, tokenVolumes);
    if (found === "other") {
      warnings.push(
        `container ${quote(container.name)} has another volume at ${injectedNames.mountPath}, so it gets no AWS credentials.`,
      );
      continue;
    }
    if (found === "blocked") {
      warnings.push(
        `container ${quote(container.name)} has a volume below ${injectedNames.mountPath}, or a read-only volume above it. The node can't mount the token there, so the container gets no AWS credentials.`,
      );
      continue;
    }
    hasTarget = true;
    needsVolume ||= found === "nothing";
    const variables = listMissingVariables(container, settings, pod.isWindows);
    operations.push(...patchContainer(container, segments, variables, found === "nothing"));
    const competing = container.env?.find(({ name }) => settings.isCompetingVariable(name));
    if (competing !== undefined) {
      warnings.push(
        `container ${quote(container.name)} sets ${competing.name}, which AWS SDKs prefer to the credentials of its association.`,
      );
    }
  }
  return { operations, warnings, hasTarget, needsVolume };
}

function listContainers(pod: Pod): readonly (readonly [segments: readonly (string | number)[], Container])[] {
  return (["initContainers", "containers"] as const).flatMap((list) =>
    pod[list].map((container, index) => [["spec", list, index], container] as const),
  );
}

/** AWS's webhook reads a line of CSV, so names can be quoted. */
function readSkippedContainers({ annotations }: Pod): readonly string[] {
  const names = annotations[podSettings.skipContainers]?.split(",") ?? [];
  return names.map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
}

function patchLabels({ labels }: Pod): readonly PatchOperation[] {
  const { label } = injectedNames;
  if (labels === undefined) {
    return [{ op: "add", path: "/metadata/labels", value: { [label]: "enabled" } }];
  }
  return Object.hasOwn(labels, label)
    ? []
    : [{ op: "add", path: formatPointer("metadata", "labels", label), value: "enabled" }];
}

function listAnnotationWarnings({ annotations }: Pod, isLifetimeIgnored: boolean): readonly string[] {
  const { inject, tokenExpiration } = podSettings;
  const value = annotations[inject];
  return [
    ...(value === undefined || value === "true"
      ? []
      : [`the annotation ${inject} has no effect. Set it to "false" to turn the injection off.`]),
    ...(isLifetimeIgnored
      ? [`the annotation ${tokenExpiration} is ignored, because it is not a number of seconds.`]
      : []),
  ];
}

/** The API server has not checked the length of names yet. */
function quote(name: string): string {
  return JSON.stringify(name.slice(0, 63));
}
