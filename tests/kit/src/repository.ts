import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The absolute path of the repository, with a slash at the end. */
export const root: string = fileURLToPath(new URL("../../..", import.meta.url));

/** A page of the documentation whose markers are missing. */
export class MarkerError extends Error {
  override readonly name = "MarkerError";
  readonly code = "marker_missing";
}

/**
 * Replaces the text between `<!-- SECTION: start -->` and `<!-- SECTION: end -->` in a page of the documentation.
 *
 * @param page - path from the root: `docs/releasing.md`
 * @param text - Markdown
 * @throws {MarkerError} if the page lacks a marker
 */
export async function writeSection(page: string, section: string, text: string): Promise<void> {
  const path = join(root, page);
  await writeFile(path, replaceSection(await readFile(path, "utf8"), section, text, page));
}

/**
 * Replaces the text between the markers of a section.
 *
 * @param file - name for the error message
 * @throws {MarkerError} if a marker is missing
 */
export function replaceSection(content: string, section: string, text: string, file: string): string {
  const startMarker = `<!-- ${section}: start -->`;
  const endMarker = `<!-- ${section}: end -->`;
  const start = content.indexOf(startMarker);
  const end = content.indexOf(endMarker, start);
  if (start === -1 || end === -1) {
    throw new MarkerError(
      `${file} needs the lines "${startMarker}" and, after it, "${endMarker}". Add them.`,
    );
  }
  return `${content.slice(0, start + startMarker.length)}\n\n${text.trim()}\n\n${content.slice(end)}`;
}

/**
 * Links a copy of the repository to what this repository has installed: node_modules, and the Smithy CLI if it was
 * fetched. Workspaces that the copy contains resolve to the copy, others to this repository.
 *
 * @param folder - the absolute path of the copy
 */
export async function linkDependencies(folder: string): Promise<void> {
  await linkSmithyCli(folder);
  await linkEntries(folder, "node_modules", (name) => name !== "@eks-auth");
  await mkdir(join(folder, "node_modules/@eks-auth"));
  for (const [name, workspace] of await listWorkspaces()) {
    const isCopied = existsSync(join(folder, workspace, "package.json"));
    await symlink(join(isCopied ? folder : root, workspace), join(folder, "node_modules", name));
    if (isCopied) {
      await linkEntries(folder, `${workspace}/node_modules`, () => true);
    }
  }
}

/** Links the installed Smithy CLI into the `build/` of a folder, which would download it again. */
export function linkSmithyCli(folder: string): Promise<void> {
  return linkEntries(folder, "build", (name) => /^smithy-cli-[0-9a-f]+$/.test(name));
}

/** Links each entry: git ignores the folder `node_modules`, but not a link of that name. */
async function linkEntries(folder: string, path: string, isLinked: (name: string) => boolean): Promise<void> {
  const names = await readdir(join(root, path)).catch(() => []);
  await mkdir(join(folder, path), { recursive: true });
  await Promise.all(
    names.filter(isLinked).map((name) => symlink(join(root, path, name), join(folder, path, name))),
  );
}

/** The folder of each workspace of the project, by its package's name. */
async function listWorkspaces(): Promise<Map<string, string>> {
  const { workspaces } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    workspaces: string[];
  };
  const folders = await Promise.all(workspaces.map(expandPattern));
  const found = new Map<string, string>();
  for (const folder of folders.flat()) {
    const manifest = await readFile(join(root, folder, "package.json"), "utf8").catch(() => undefined);
    if (manifest !== undefined) {
      found.set(JSON.parse(manifest).name, folder);
    }
  }
  return found;
}

async function expandPattern(pattern: string): Promise<string[]> {
  if (!pattern.endsWith("/*")) {
    return [pattern];
  }
  const parent = pattern.slice(0, -2);
  return (await readdir(join(root, parent)).catch(() => [])).map((name) => `${parent}/${name}`);
}
