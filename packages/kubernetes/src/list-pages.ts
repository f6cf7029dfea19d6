import type { ApiServer } from "./api-server.ts";
import { parseJson } from "./json.ts";
import { KubernetesApiError } from "./kubernetes-api-error.ts";
import type { KubernetesObject, ResourcePath } from "./object.ts";
import { resourcePath } from "./resource-url.ts";
import { isObject } from "./watch-events.ts";

/** A page of this size takes about 5 ms to parse. The number of objects in a page follows their size. */
const targetBytes = 512 * 1_024;
/** A page of small values of this size takes about 25 ms to parse. */
const maxPageBytes = 2 * 1_024 * 1_024;
/** An object by itself can be larger. etcd accepts 1.5 MiB by default. */
const maxObjectBytes = 16 * 1_024 * 1_024;
const firstLimit = 250;
const pageTimeoutMs = 30_000;

/** The part of a list that one request returns. */
export interface ListPage<T extends KubernetesObject> {
  readonly items: readonly T[];
  /** The version of the whole list. */
  readonly resourceVersion: string;
}

interface ListBody {
  readonly items?: unknown;
  readonly metadata?: { readonly resourceVersion?: unknown; readonly continue?: unknown };
}

/**
 * Lists a resource in pages. All pages are of the same version: the first one reads the newest from etcd, because an older
 * one of a cache could undo what was seen before.
 *
 * The API server cannot leave out `managedFields` of JSON lists, except together with everything that is not metadata. So
 * they are parsed with the page, and dropped with it.
 *
 * @param options - `maxLimit`: the most objects in a page
 * @throws KubernetesApiError; `gone` if etcd was compacted between two pages. Start again then: the API server's offer to go
 * on with a newer version would lose what changed in between
 */
export async function* listPages<T extends KubernetesObject>(
  apiServer: ApiServer,
  resource: ResourcePath,
  { maxLimit, signal }: { readonly maxLimit: number; readonly signal: AbortSignal },
): AsyncGenerator<ListPage<T>, void, undefined> {
  const path = resourcePath(resource);
  let limit = Math.min(firstLimit, maxLimit);
  let next: string | undefined;
  for (;;) {
    const query = { fieldSelector: resource.fieldSelector, limit, continue: next };
    let body: Buffer;
    try {
      const limits = { timeoutMs: pageTimeoutMs, maxBytes: limit === 1 ? maxObjectBytes : maxPageBytes };
      ({ body } = await apiServer.request({ path, query, signal, ...limits }));
    } catch (error) {
      if (error instanceof KubernetesApiError && error.code === "response_too_large" && limit > 1) {
        limit = Math.ceil(limit / 8);
        continue;
      }
      throw error;
    }
    const page = parsePage<T>(body, `GET ${apiServer.url}${path}`);
    limit = nextLimit(body.length, page.items.length, maxLimit);
    next = page.next;
    yield page;
    if (next === undefined) {
      return;
    }
  }
}

function parsePage<T extends KubernetesObject>(body: Buffer, name: string): ListPage<T> & { next?: string } {
  const { items, metadata } = (parseJson(body) ?? {}) as ListBody;
  const { resourceVersion, continue: next } = metadata ?? {};
  const isPage = Array.isArray(items) && typeof resourceVersion === "string" && resourceVersion !== "";
  if (!isPage || !items.every(isObject)) {
    throw new KubernetesApiError("response_invalid", `${name} did not answer with a list.`);
  }
  return {
    items: items as unknown as T[],
    resourceVersion,
    ...(typeof next === "string" && next !== "" && { next }),
  };
}

function nextLimit(bytes: number, count: number, maxLimit: number): number {
  const limit = count === 0 ? maxLimit : Math.floor((targetBytes * count) / bytes);
  return Math.min(Math.max(limit, 1), maxLimit);
}
