import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { clientRuntimePackage, runtimePackage } from "../emit/target.ts";
import { packageFolder } from "../files/package-folder.ts";
import { typeName } from "../print/names.ts";
import { CommandError } from "../terminal/command-error.ts";
import { fillTemplates } from "./templates.ts";

/** What to make a monorepo of. */
export interface MonorepoOptions {
  /** The absolute path of its folder. */
  readonly folder: string;
  /** The npm scope of its packages, `@acme`. */
  readonly scope: string;
  /** Its name, `library`. The service is named after it. */
  readonly name: string;
  /** The absolute path of a folder with tarballs of the generator and the runtimes; npm's registry unless given. */
  readonly tarballs: string | undefined;
}

/**
 * Creates the files of a monorepo to start from: a model with one operation, a service that implements it, and the settings
 * of the tools. The packages are generated afterwards.
 *
 * @returns the files' texts by path from its folder
 * @throws CommandError if a tarball is missing
 */
export async function createMonorepo(options: MonorepoOptions): Promise<Map<string, string>> {
  const { scope, name } = options;
  const service = toPascalCase(name);
  const files = await fillTemplates("project", {
    scope,
    name,
    namespace: toNamespace(scope, name),
    title: service,
    Service: service,
    LightClient: typeName(service),
    codegenVersion: await readVersion(),
  });
  const manifest = files.get("package.json") ?? "";
  return new Map([...files, ["package.json", await withTarballs(manifest, options)]]);
}

/** A part of a namespace can't begin with a digit: `@3d` becomes `_3d`. */
function toNamespace(scope: string, name: string): string {
  const parts = [...(scope.match(/[a-z0-9]+/g) ?? []), name.replaceAll("-", "")];
  return parts.map((part) => part.replace(/^(?=\d)/, "_")).join(".");
}

function toPascalCase(name: string): string {
  return name.replaceAll(/(?:^|-)([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}

async function readVersion(): Promise<string> {
  return JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8")).version;
}

/** Makes a package.json take the generator and the runtime from tarballs, for all workspaces. */
async function withTarballs(manifest: string, { folder, tarballs }: MonorepoOptions): Promise<string> {
  if (tarballs === undefined) {
    return manifest;
  }
  const { name } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
  const content = JSON.parse(manifest);
  content.devDependencies[name] = `file:${relative(folder, await findTarball(tarballs, name))}`;
  content.overrides = {};
  for (const runtime of [runtimePackage, clientRuntimePackage]) {
    content.overrides[runtime] = `file:${relative(folder, await findTarball(tarballs, runtime))}`;
  }
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** Finds a tarball by the name that `npm pack` gives it: `eks-auth-codegen-0.1.0.tgz`. */
async function findTarball(folder: string, name: string): Promise<string> {
  const start = `${name.slice(1).replace("/", "-")}-`;
  const names = await readdir(folder).catch((): string[] => []);
  const found = names.filter(
    (file) => file.startsWith(start) && /^\d[^/]*\.tgz$/.test(file.slice(start.length)),
  );
  const [tarball] = found;
  if (tarball === undefined || found.length > 1) {
    throw new CommandError(
      `${folder} must have one tarball ${start}VERSION.tgz, but has ${found.length === 0 ? "none" : found.join(", ")}. Make it with \`npm pack\`.`,
    );
  }
  return join(folder, tarball);
}
