import type { ResourcePath } from "@eks-auth/kubernetes";
import { KubectlError } from "./kubectl-error.ts";
import { type KubectlRun, runKubectl } from "./run-kubectl.ts";

/** How to run kubectl to read objects. */
export type ReadRun = Omit<KubectlRun, "input" | "maxOutputBytes">;

/** The longest object or page of a list that is read. etcd's limit for an object is 1.5 MiB. */
const maxPageBytes = 64 * 1_048_576;

/** How many objects a page has. Each page is one run of kubectl, and so perhaps one of a slow login program. */
const defaultPageSize = 500;

/** How often a list is read again from its first page because the API server does not know its state any more. */
const maxRestarts = 3;

/**
 * Formats the path of a resource at the API server.
 *
 * @param name - of one object; by default all
 */
export function formatPath({ group, version, plural, namespace }: ResourcePath, name?: string): string {
  const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  const scope = namespace === undefined ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}${scope}/${plural}${name === undefined ? "" : `/${encodeURIComponent(name)}`}`;
}

/**
 * Reads an object. Its parts are not checked.
 *
 * @returns undefined if there is no such object, or no such resource
 * @throws KubectlError if it can't be read
 */
export async function readObject<T>(
  resource: ResourcePath,
  name: string,
  run: ReadRun,
): Promise<T | undefined> {
  try {
    return await readJson<T>(formatPath(resource, name), run);
  } catch (error) {
    if (error instanceof KubectlError && error.code === "not_found") {
      return undefined;
    }
    throw error;
  }
}

/** A page of a list. */
interface ListPage<T> {
  readonly items?: readonly T[] | null;
  readonly metadata?: { readonly continue?: string; readonly remainingItemCount?: number };
}

/** How to read a list. */
export interface ListOptions {
  readonly pageSize?: number;
  readonly labelSelector?: string | undefined;
}

/**
 * Reads a list in pages, so that neither kubectl nor this process has more than one page as text. A list that changed too
 * much in the meantime is read again from its start; then the caller must forget what it has got.
 *
 * @param onRestart - called before the first page is read again
 * @throws KubectlError `not_found` if the cluster has no such resource, or another code if it can't be read
 */
export async function* readPages<T>(
  resource: ResourcePath,
  run: ReadRun,
  { pageSize = defaultPageSize, labelSelector }: ListOptions = {},
  onRestart: () => void = () => {},
): AsyncGenerator<readonly T[]> {
  const { fieldSelector } = resource;
  const selectors = {
    limit: String(pageSize),
    ...(labelSelector !== undefined && { labelSelector }),
    ...(fieldSelector !== undefined && { fieldSelector }),
  };
  let token: string | undefined;
  for (let restarts = 0; ; ) {
    const query = new URLSearchParams({ ...selectors, ...(token !== undefined && { continue: token }) });
    let page: ListPage<T>;
    try {
      page = await readJson<ListPage<T>>(`${formatPath(resource)}?${query}`, run);
    } catch (error) {
      const isExpired = error instanceof KubectlError && error.code === "expired";
      if (!isExpired || ++restarts > maxRestarts) {
        throw error;
      }
      token = undefined;
      onRestart();
      continue;
    }
    yield page.items ?? [];
    token = page.metadata?.continue || undefined;
    if (token === undefined) {
      return;
    }
  }
}

/** Reads a whole list, with the errors of {@link readPages}. */
export async function readList<T>(
  resource: ResourcePath,
  run: ReadRun,
  options?: ListOptions,
): Promise<readonly T[]> {
  let items: T[] = [];
  for await (const page of readPages<T>(resource, run, options, () => {
    items = [];
  })) {
    for (const item of page) {
      items.push(item);
    }
  }
  return items;
}

/**
 * Counts the objects of a resource without reading them. Selectors do not count.
 *
 * @throws KubectlError if it can't be read
 */
export async function countObjects(resource: ResourcePath, run: ReadRun): Promise<number> {
  const { items, metadata } = await readJson<ListPage<unknown>>(`${formatPath(resource)}?limit=1`, run);
  return (items?.length ?? 0) + (metadata?.remainingItemCount ?? 0);
}

async function readJson<T>(path: string, run: ReadRun): Promise<T> {
  const output = await runKubectl(["get", "--raw", path], { ...run, maxOutputBytes: maxPageBytes });
  try {
    return JSON.parse(output) as T;
  } catch {
    throw new KubectlError(
      "failed",
      `kubectl returned something else than JSON for ${path}. Check the kubectl on PATH.`,
    );
  }
}
