import { posix } from "node:path";
import type { Container, Pod, Volume } from "./pod.ts";
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
 */
export function findAtMountPath(
  { volumeMounts = [], devicePaths }: Container,
  pod: Pod,
  tokenVolumes: ReadonlySet<string>,
): "nothing" | "token" | "other" {
  const wanted = normalizePath(injectedNames.mountPath, pod.isWindows);
  const isWanted = (path: string): boolean => normalizePath(path, pod.isWindows) === wanted;
  if (devicePaths.some(isWanted)) {
    return "other";
  }
  const mounts = volumeMounts.filter(({ mountPath }) => isWanted(mountPath));
  if (mounts.length === 0) {
    return "nothing";
  }
  return mounts.every(({ name, hasSubPath }) => tokenVolumes.has(name) && !hasSubPath) ? "token" : "other";
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
