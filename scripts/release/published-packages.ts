import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { root } from "../root.ts";
import { createRepositoryFields, repositoryUrl } from "./repository.ts";

/** A package that is published to npm. */
export interface PublishedPackage {
  readonly name: string;
  readonly version: string;
  /** Its folder, from the root: `packages/types`. */
  readonly folder: string;
  /** The entry points that code imports, by name: `@eks-auth/types/wire`. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** The packages that it depends on, by name. */
  readonly dependencies: readonly string[];
  /** Packages that some of its entry points need and that are not installed with it: version ranges by name. */
  readonly optionalPeers: Readonly<Record<string, string>>;
}

/** The files of an entry point, from the package's folder. */
export interface Entry {
  readonly types: string;
  readonly default: string;
  /** For browsers, if `default` is for Node.js. */
  readonly browser?: string;
  /** For Node.js, if `default` is for other platforms. */
  readonly node?: string;
}

/**
 * Reads which packages are published, from their package.json.
 *
 * @param repository - the root of the repository; this one by default
 * @returns the packages, sorted by folder
 */
export function readPublishedPackages(repository: string = root): PublishedPackage[] {
  return globSync(["packages/*/package.json", "eks-api/packages/*/package.json"], { cwd: repository })
    .sort()
    .flatMap((manifest) => readPackage(repository, dirname(manifest)));
}

function readPackage(repository: string, folder: string): PublishedPackage[] {
  const manifest = JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8"));
  if (manifest.private === true) {
    return [];
  }
  const exports: [string, string | Entry][] = Object.entries(readExports(manifest) ?? {});
  const entries = exports.flatMap(([path, target]): [string, Entry][] =>
    typeof target === "string" ? [] : [[manifest.name + path.slice(1), target]],
  );
  return [
    {
      name: manifest.name,
      version: manifest.version,
      folder,
      entries: new Map(entries),
      dependencies: Object.keys(manifest.dependencies ?? {}),
      optionalPeers: manifest.peerDependencies ?? {},
    },
  ];
}

/** The parts of a package.json that decide what users can import. */
interface Manifest {
  readonly exports?: Readonly<Record<string, string | Entry>>;
  /** `exports` of the published package, if they differ: this repository imports the sources of `@eks-auth/codegen`. */
  readonly publishConfig?: { readonly exports?: Manifest["exports"] };
}

function readExports({ exports, publishConfig }: Manifest): Manifest["exports"] {
  return publishConfig?.exports ?? exports;
}

/** Lists the optional peers of all published packages, as arguments of `npm install`. */
export function listOptionalPeers(): string[] {
  return readPublishedPackages().flatMap(({ optionalPeers }) =>
    Object.entries(optionalPeers).map(([name, range]) => `${name}@${range}`),
  );
}

/** A packed package. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  /** Its absolute path. */
  readonly path: string;
  /** As registries write it: `sha512-` and the digest in base64. */
  readonly integrity: string;
}

/**
 * Packs all published packages of a repository. They must be built.
 *
 * @param repository - its root
 * @param destination - the folder for the tarballs; created if it does not exist
 */
export async function packAll(repository: string, destination: string): Promise<Tarball[]> {
  const folders = readPublishedPackages(repository).map(({ folder }) => folder);
  const isPlain = (folder: string): boolean => !isRewritten(join(repository, folder), repositoryUrl);
  const workspaces = folders.filter(isPlain).flatMap((folder) => ["--workspace", folder]);
  const tarballs = workspaces.length === 0 ? [] : await pack(repository, destination, workspaces);
  for (const folder of folders.filter((folder) => !isPlain(folder))) {
    tarballs.push(await packOne(repository, folder, destination));
  }
  return tarballs;
}

/**
 * Packs one package. It must be built.
 *
 * @param repository - the root of the repository, absolute
 * @param folder - the package's folder, from the root
 * @param destination - the folder for the tarball; created if it does not exist
 * @param url - the repository's address, which the packed package.json names; null if it names none
 */
export async function packOne(
  repository: string,
  folder: string,
  destination: string,
  url: string | null = repositoryUrl,
): Promise<Tarball> {
  const directory = join(repository, folder);
  const [tarball] = isRewritten(directory, url)
    ? await packCopy(directory, destination, url === null ? {} : createRepositoryFields(url, folder))
    : await pack(directory, destination, []);
  if (tarball === undefined) {
    throw new TypeError(`npm packed nothing in ${directory}`);
  }
  return tarball;
}

/** Whether the packed package.json differs from that of the folder. */
function isRewritten(directory: string, url: string | null): boolean {
  const manifest: Manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  return url !== null || manifest.publishConfig?.exports !== undefined;
}

/**
 * Packs a copy whose package.json has the `exports` of `publishConfig`, which npm itself doesn't read, and more fields.
 *
 * @param fields - to add
 */
async function packCopy(directory: string, destination: string, fields: object): Promise<Tarball[]> {
  await using folder = await makeTempFolder("eks-auth-pack");
  const copy = folder.resolve("package");
  const { files } = JSON.parse(await readFile(join(directory, "package.json"), "utf8"));
  const packed = [...files, "package.json", "README.md", "LICENSE", "CHANGELOG.md"];
  for (const name of packed.filter((name) => existsSync(join(directory, name)))) {
    await cp(join(directory, name), join(copy, name), { recursive: true });
  }
  const { publishConfig, ...manifest } = JSON.parse(await readFile(join(copy, "package.json"), "utf8"));
  const { exports = manifest.exports, ...settings } = publishConfig;
  const published = { ...manifest, ...fields, publishConfig: settings, exports };
  await writeFile(join(copy, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
  return await pack(copy, destination, []);
}

async function pack(cwd: string, destination: string, workspaces: readonly string[]): Promise<Tarball[]> {
  await mkdir(destination, { recursive: true });
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", destination, ...workspaces];
  const packed: { name: string; version: string; filename: string }[] = JSON.parse(
    await readOutput("npm", args, { cwd }),
  );
  return Promise.all(
    packed.map(async ({ name, version, filename }) => {
      const path = join(destination, filename);
      const digest = createHash("sha512").update(await readFile(path));
      return { name, version, path, integrity: `sha512-${digest.digest("base64")}` };
    }),
  );
}
