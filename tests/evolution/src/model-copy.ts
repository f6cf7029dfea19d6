import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { root } from "@eks-auth/codegen/root";
import { CommandError } from "@eks-auth/codegen/terminal";
import type { ModelEdit } from "./catalogue/change.ts";

/** What generates, and what is generated and built. */
const parts = [
  "model",
  "scripts",
  "packages/codegen",
  ...["types", "client", "server"].map((name) => `packages/${name}`),
  "biome.json",
  "generated.lock.json",
  "package.json",
  "tsconfig.base.json",
  ".gitignore",
];
const left = /^(scripts\/(test|evolve)|packages\/[a-z]+\/(test(?!\/gen)|examples))(\/|$)/;
const made = /(^|\/)(node_modules|dist|\.turbo|\.reports)(\/|$)/;

/** A copy of this repository whose model may change. It shares what is installed, and the built server's runtime. */
export class EvolvingCopy implements AsyncDisposable {
  readonly #home: string;

  private constructor(home: string) {
    this.#home = home;
  }

  static async make(): Promise<EvolvingCopy> {
    const copy = new EvolvingCopy(await mkdtemp(join(tmpdir(), "evolve-")));
    for (const part of parts) {
      await cp(join(root, part), copy.path(part), { recursive: true, filter: (path) => isNeeded(path) });
    }
    await copy.#link("packages/server-runtime");
    const built = await readdir(join(root, "build")).catch(() => []);
    for (const name of built.filter((name) => /^smithy-cli-[0-9a-f]+$/.test(name))) {
      await copy.#link(`build/${name}`);
    }
    for (const name of await readdir(join(root, "node_modules"))) {
      await (name === "@eks-auth" ? copy.#linkPackages() : copy.#link(`node_modules/${name}`));
    }
    return copy;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.#home, { recursive: true, force: true });
  }

  /** The absolute path of a file. */
  path(path: string): string {
    return join(this.#home, "repository", path);
  }

  /** Runs a script of Node.js, by its path in the copy, in a folder of the copy. */
  run(args: readonly string[], folder = "", env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    const [script = "", ...others] = args;
    // The same scripts run again and again.
    const cache = { NODE_COMPILE_CACHE: join(this.#home, "compile-cache") };
    return runNode([this.path(script), ...others], this.path(folder), { ...process.env, ...cache, ...env });
  }

  /**
   * Edits the model.
   *
   * @param change - the change's name, for the error
   * @throws CommandError where an edit doesn't fit, and nothing is written
   */
  async edit(edits: readonly ModelEdit[], change: string): Promise<void> {
    const texts = new Map<string, string>();
    for (const edit of edits) {
      const path = fileOf(edit);
      texts.set(path, applyEdit(texts.get(path) ?? (await this.read(path)), edit, change));
    }
    for (const [path, text] of texts) {
      await this.write(path, text);
    }
  }

  read(path: string): Promise<string> {
    return readFile(this.path(path), "utf8");
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(this.path(path)), { recursive: true });
    await writeFile(this.path(path), text);
  }

  /** The text of every file by path; built ones aside. */
  async snapshot(): Promise<Map<string, string>> {
    const entries = await readdir(this.path(""), { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.path(""), join(entry.parentPath, entry.name)))
      .filter((path) => !made.test(path));
    return new Map(
      await Promise.all(paths.map(async (path): Promise<[string, string]> => [path, await this.read(path)])),
    );
  }

  /** Makes the files what they were; only those that differ are written. */
  async restore(snapshot: ReadonlyMap<string, string>): Promise<void> {
    const now = await this.snapshot();
    for (const path of [...now.keys()].filter((path) => !snapshot.has(path))) {
      await rm(this.path(path));
    }
    for (const [path, text] of [...snapshot].filter(([path, text]) => now.get(path) !== text)) {
      await this.write(path, text);
    }
  }

  async #link(path: string): Promise<void> {
    await mkdir(dirname(this.path(path)), { recursive: true });
    await symlink(join(root, path), this.path(path));
  }

  /** Those of the repository would lead to its own packages. */
  async #linkPackages(): Promise<void> {
    await mkdir(this.path("node_modules/@eks-auth"), { recursive: true });
    for (const name of ["types", "client", "server", "server-runtime", "codegen"]) {
      await symlink(`../../packages/${name}`, this.path(`node_modules/@eks-auth/${name}`));
    }
  }
}

function isNeeded(absolute: string): boolean {
  const path = relative(root, absolute);
  return !left.test(path) && !made.test(path);
}

/** The file of an edit, from the root. */
export function fileOf({ file = "operation.smithy" }: ModelEdit): string {
  return `model/${file}`;
}

/**
 * Applies an edit to a file's text.
 *
 * @param change - the change's name, for the error
 * @throws CommandError where the text has not what is looked for, or has it another number of times
 */
export function applyEdit(text: string, edit: ModelEdit, change: string): string {
  if ("append" in edit) {
    return text + edit.append;
  }
  const { find, put, times = 1 } = edit;
  const found = text.split(find).length - 1;
  if (times === "any" ? found === 0 : found !== times) {
    const wanted = times === "any" ? "at least once" : times === 1 ? "once" : `${times} times`;
    throw new CommandError(
      `The change ${change} looks ${wanted} for the following in ${fileOf(edit)}, and finds it ${found} times:\n\n${find}\n\nFix the edit in tests/evolution/src/catalogue to match the model.`,
    );
  }
  return text.replaceAll(find, () => put);
}

/** How a program ended. */
interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of Node.js, and waits for its end. */
async function runNode(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  try {
    const done = await promisify(execFile)(process.execPath, args, { cwd, env, maxBuffer: 2 ** 26 });
    return { exitCode: 0, ...done };
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== "number") {
      throw error;
    }
    return { exitCode: code, stdout, stderr };
  }
}
