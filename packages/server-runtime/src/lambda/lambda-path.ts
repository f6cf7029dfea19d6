/**
 * Characters that a percent-encoded path can't hold. Some events have the path as it was sent, others decode it. Encoding
 * only these characters gives an encoded path for both.
 */
const unencoded = /%(?![0-9a-f]{2})|[^!-~]|["#<>?\\^`{|}]/giu;

/** Returns the path of an event, percent-encoded. */
export function encodePath(path: string): string {
  return path.toWellFormed().replace(unencoded, encodeURIComponent);
}

/** Removes the stage of an HTTP API, with which its paths begin, from an encoded path. */
export function removeStage(path: string, stage: string): string {
  const prefix = `/${stage}`;
  if (stage === "$default" || !(path === prefix || path.startsWith(`${prefix}/`))) {
    return path;
  }
  return path.slice(prefix.length) || "/";
}
