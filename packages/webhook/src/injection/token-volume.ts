import { posix } from "node:path";
import type { Container, Pod, Volume, VolumeMount } from "./pod.ts";
import { injectedNames, podSettings, tokenLifetimes } from "./settings.ts";

/** Whether a volume has the token that the agent takes, in the file that the variable names. */
export function isTokenVolume({ tokens }: Volume): boolean {
  return tokens.some(
    ({ audience, path }) =>
      audience === injectedNames.audience && posix.normalize(path) === injectedNames.tokenFile,
  );
}

/** Creates the volume with the token. The kubelet renews it. */
export function createTokenVolume(expirationSeconds: number): object {
  const { audience, tokenFile: path, volume: name } = injectedNames;
  return { name, projected: { sources: [{ serviceAccountToken: { audience, expirationSeconds, path } }] } };
}

/**
 * Chooses the token's lifetime.
 *
 * @returns in seconds; `isIgnored` if the pod's annotation is no number
 */
export function chooseTokenLifetime(
  { annotations }: Pod,
  defaultSeconds: number,
): { readonly seconds: number; readonly isIgnored: boolean } {
  const text = annotations[podSettings.tokenExpiration];
  if (text === undefined) {
    return { seconds: defaultSeconds, isIgnored: false };
  }
  if (!/^\d{1,15}$/.test(text)) {
    return { seconds: defaultSeconds, isIgnored: true };
  }
  const { min, max } = tokenLifetimes;
  return { seconds: Math.min(max, Math.max(min, Number(text))), isIgnored: false };
}

/**
 * What a container has at the path of the token: nothing, the token, or something else. Another volume with the same token
 * counts as the token, so a pod that was written by hand keeps its own volume.
 *
 * With "blocked", there is nothing, but the node could not mount the token and would not start the container: it would have to
 * create a folder in the token's read-only volume for a mount below, or in a read-only volume above.
 *
 * @param tokenVolumes - the names of volumes with the token
 */
export function findAtMountPath(
  { volumeMounts = [], devicePaths }: Container,
  pod: Pod,
  tokenVolumes: ReadonlySet<string>,
): "nothing" | "token" | "other" | "blocked" {
  const wanted = normalizePath(injectedNames.mountPath, pod.isWindows);
  const paths = volumeMounts.map((mount) => ({ mount, path: normalizePath(mount.mountPath, pod.isWindows) }));
  const devices = devicePaths.map((path) => normalizePath(path, pod.isWindows));
  if (devices.includes(wanted)) {
    return "other";
  }
  const found = paths.filter(({ path }) => path === wanted);
  if (found.length > 0) {
    const isToken = found.every(({ mount: { name, hasSubPath } }) => tokenVolumes.has(name) && !hasSubPath);
    return isToken ? "token" : "other";
  }
  const isBlocked =
    devices.some((path) => isBelow(path, wanted)) ||
    paths.some(
      ({ mount, path }) =>
        isBelow(path, wanted) ||
        (isBelow(wanted, path) && (tokenVolumes.has(mount.name) || isReadOnly(mount, pod))),
    );
  return isBlocked ? "blocked" : "nothing";
}

function isReadOnly({ name, isReadOnly }: VolumeMount, { volumes = [] }: Pod): boolean {
  return isReadOnly || volumes.some((volume) => volume.name === name && volume.isReadOnly);
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** The API server compares paths as texts, but two spellings of one path are one mount for the node. */
function normalizePath(path: string, isWindows: boolean): string {
  const slashes = isWindows
    ? path
        .replace(/^[a-z]:/i, "")
        .replaceAll("\\", "/")
        .toLowerCase()
    : path;
  return posix.normalize(slashes).replace(/(?<=.)\/$/, "");
}
