import { parseJson } from "./json.ts";
import { KubernetesApiError } from "./kubernetes-api-error.ts";
import { LineSplitter } from "./line-splitter.ts";
import type { KubernetesObject } from "./object.ts";
import { createEventError } from "./status-error.ts";

/** A change that a watch reports. A bookmark has only the resource version up to which everything was reported. */
export type WatchEvent<T extends KubernetesObject> =
  | { readonly type: "ADDED" | "MODIFIED" | "DELETED"; readonly object: T }
  | { readonly type: "BOOKMARK"; readonly resourceVersion: string };

/**
 * Reads the events of a watch: one JSON object a line.
 *
 * @param name - the method and the URL, for messages
 * @param maxLineBytes - the largest event
 * @throws KubernetesApiError with the code of an `ERROR` event, `gone` if the resource version is too old;
 * `response_invalid` if the stream is not one of events; `response_too_large`
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export async function* readWatchEvents<T extends KubernetesObject>(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  maxLineBytes: number,
): AsyncGenerator<WatchEvent<T>, void, undefined> {
  const lines = new LineSplitter(maxLineBytes);
  for await (const chunk of chunks) {
    for (const line of lines.push(chunk)) {
      yield parseEvent<T>(line, name);
    }
  }
}

function parseEvent<T extends KubernetesObject>(line: Uint8Array, name: string): WatchEvent<T> {
  const { type, object } = (parseJson(line) ?? {}) as { readonly type?: unknown; readonly object?: unknown };
  if (type === "ERROR") {
    throw createEventError(name, object);
  }
  if (type === "BOOKMARK") {
    const resourceVersion = (object as Partial<KubernetesObject> | undefined)?.metadata?.resourceVersion;
    if (typeof resourceVersion === "string" && resourceVersion !== "") {
      return { type, resourceVersion };
    }
  } else if ((type === "ADDED" || type === "MODIFIED" || type === "DELETED") && isObject(object)) {
    return { type, object: object as T };
  }
  throw new KubernetesApiError("response_invalid", `${name} answered with a line that is not a watch event.`);
}

/** Whether a value has the metadata that every object of an API server has. */
export function isObject(value: unknown): value is KubernetesObject {
  const { name, uid, resourceVersion } =
    (value as { metadata?: Record<string, unknown> } | null | undefined)?.metadata ?? {};
  return [name, uid, resourceVersion].every((text) => typeof text === "string" && text !== "");
}
