import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { type BundleSize, measureBundle } from "../measure/imports.ts";
import { type ApiClient, apiClients } from "./clients.ts";

/** How much a client adds to a program and to `node_modules`. */
export interface ClientSize {
  readonly client: ApiClient;
  /** Everything that its main entry exports, for Node.js. */
  readonly node: BundleSize;
  /** The same for `fetch`; undefined if there is no such build. */
  readonly fetch: BundleSize | undefined;
  /** How many packages its installation adds. */
  readonly packages: number;
}

/** Measures the size of each client. */
export async function measureClientSizes(): Promise<ClientSize[]> {
  const lock = JSON.parse(readFileSync(`${root}package-lock.json`, "utf8")) as Lock;
  const sizes: ClientSize[] = [];
  for (const client of apiClients) {
    const { node, fetch } = findEntries(client);
    sizes.push({
      client,
      node: await measureBundle(exportAll(node)),
      fetch: fetch === undefined ? undefined : await measureBundle(exportAll(fetch), "browser"),
      packages: client.package === undefined ? 0 : countPackages(lock.packages, client.package),
    });
  }
  return sizes;
}

/** The files of a client's main entry. */
interface Entries {
  readonly node: string;
  /** The build for `fetch`, if there is one. */
  readonly fetch?: string;
}

function findEntries({ package: name, program }: ApiClient): Entries {
  if (name === undefined) {
    return { node: program };
  }
  const manifest = findPackageJSON(name, import.meta.url) ?? "";
  const { exports } = JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
  const { node, default: other } = exports["."];
  const resolve = (file: string): string => join(dirname(manifest), file);
  return node === undefined ? { node: resolve(other) } : { node: resolve(node), fetch: resolve(other) };
}

interface Manifest {
  readonly exports: { readonly ".": { readonly node?: string; readonly default: string } };
}

const exportAll = (file: string): string => `export * from ${JSON.stringify(file)};`;

/** The part of `package-lock.json` that is used here. */
interface Lock {
  readonly packages: Packages;
}

type Packages = Readonly<Record<string, LockedPackage>>;

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  /** The folder that a link leads to. */
  readonly resolved?: string;
  readonly link?: boolean;
}

/** Counts a package and everything that npm installs with it, without optional and peer dependencies. */
export function countPackages(packages: Packages, name: string): number {
  const found = new Set<string>();
  const waiting = [locate(packages, "", name)];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (!found.has(path)) {
      found.add(path);
      const from = path;
      waiting.push(
        ...Object.keys(packages[path]?.dependencies ?? {}).map((each) => locate(packages, from, each)),
      );
    }
  }
  return found.size;
}

/** Finds the folder of a package as Node.js does: in the nearest `node_modules` from a folder upwards. */
function locate(packages: Packages, from: string, name: string): string {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf("/"), 0))) {
    const path = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    const { link, resolved } = packages[path] ?? {};
    if (packages[path] !== undefined) {
      return link === true && resolved !== undefined ? resolved : path;
    }
    if (folder === "") {
      throw new Error(`package-lock.json has no ${name} for ${from}. Run npm install.`);
    }
  }
}
