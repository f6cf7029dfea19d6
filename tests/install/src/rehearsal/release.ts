import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findJava } from "@eks-auth/codegen/smithy";
import { CommandError, isToolUnavailable } from "@eks-auth/codegen/terminal";
import { packAll, readPublishedPackages } from "@eks-auth/scripts/release/published-packages";
import { root } from "@eks-auth/test-kit/repository";
import type { RepositoryClone } from "@eks-auth/test-kit/repository-clone";
import { cleanEnvironment, readOutput, runProgram } from "@eks-auth/test-kit/run-program";
import { parse } from "yaml";
import type { LocalRegistry } from "../local-registry.ts";

/** A clone that is released from, and the registry that it publishes to. */
export class Release {
  readonly #clone: RepositoryClone;
  readonly #registry: LocalRegistry;

  constructor(clone: RepositoryClone, registry: LocalRegistry) {
    this.#clone = clone;
    this.#registry = registry;
  }

  /** Runs an npm script of the clone and returns its output. */
  async runScript(...script: readonly string[]): Promise<string> {
    return (await this.#clone.run("npm", ["run", "--silent", ...script], { CI: "true" })).trim();
  }

  /**
   * Updates the versions and commits them.
   *
   * @returns the versions, for the log
   */
  async version(): Promise<string> {
    await this.runScript("version");
    await this.#clone.commit("Version");
    return describe(readPublishedPackages(this.#clone.path));
  }

  /** Reads the version of the types package, which all generated packages share. */
  async readVersion(): Promise<string> {
    return JSON.parse(await this.#clone.read("packages/types/package.json")).version;
  }

  /** @throws {CommandError} if package-lock.json does not match the versions of the packages */
  async requireLock(): Promise<void> {
    const args = ["ci", "--dry-run", "--ignore-scripts"];
    const { exitCode, stderr } = await runProgram("npm", args, { cwd: this.#clone.path });
    if (exitCode !== 0) {
      throw new CommandError(`package-lock.json does not match the new versions:\n${stderr.trim()}`);
    }
  }

  /**
   * Tries to publish without a login.
   *
   * @returns npm's error code, for the log
   * @throws {CommandError} if npm publishes, or fails for another reason
   */
  async requireLogin(): Promise<string> {
    const [first] = readPublishedPackages(this.#clone.path);
    const args = ["publish", this.#clone.resolve(first?.folder ?? ""), "--ignore-scripts"];
    const env = cleanEnvironment(this.#registry.environment);
    const { exitCode, stderr } = await runProgram("npm", args, { cwd: this.#clone.path, env });
    if (exitCode === 0) {
      throw new CommandError("npm published a package to the local registry without a login.");
    }
    const [, code] = /npm error code (ENEEDAUTH|E401)/.exec(stderr) ?? [];
    if (code === undefined) {
      throw new CommandError(`npm publish failed for another reason than the login:\n${stderr.trim()}`);
    }
    return code;
  }

  /**
   * Packs and publishes with the commands of the release workflow.
   *
   * @param login - the variables that log npm in
   * @param tarballs - a folder for the tarballs that the registry's are compared with
   * @returns what was published, for the log
   * @throws {CommandError} if the registry has other bytes than packing gives
   */
  async publish(login: Readonly<Record<string, string>>, tarballs: string): Promise<string> {
    const packed = await packAll(this.#clone.path, tarballs);
    await this.#clone.run("npm", ["run", "--silent", "release:pack"], this.#registry.environment);
    await readOutput("bash", ["-e", "-c", readPublishCommand()], {
      cwd: this.#clone.resolve("build/release"),
      env: cleanEnvironment(login),
    });
    for (const { name, version, integrity } of packed) {
      const response = await fetch(`${this.#registry.url}${name.replace("/", "%2f")}`);
      const { versions = {}, "dist-tags": tags = {} } = (await response.json()) as Packument;
      const published = versions[version]?.dist.integrity ?? "nothing";
      if (published !== integrity || tags.latest !== version) {
        throw new CommandError(
          `The registry has ${published} as ${name} ${version}, and ${tags.latest} as latest; packed was ${integrity}.`,
        );
      }
    }
    return describe(packed);
  }

  /** @throws {CommandError} if the registry stores other packages than the published ones */
  async requireOnlyPublished(): Promise<string> {
    const expected = readPublishedPackages().map(({ name }) => name);
    const published = await this.#registry.listPublished();
    if (published.join() !== expected.sort().join()) {
      throw new CommandError(`The registry stores ${published.join(", ")}, expected ${expected.join(", ")}.`);
    }
    return `${published.length} packages`;
  }

  /** Adds an optional member to the model, as docs/regenerating.md does. */
  async changeModel(): Promise<void> {
    const file = "model/operation.smithy";
    const start = "structure Subject {\n";
    const member = "    /// The node that the pod runs on.\n    nodeName: String\n\n";
    await this.#clone.edit(file, (content) => {
      if (!content.includes(start)) {
        throw new CommandError(
          `${file} has no \`${start.trim()}\`. Change another structure in changeModel.`,
        );
      }
      return content.replace(start, start + member);
    });
  }

  /** Adds the changeset of the command, which bundles the generated packages, as docs/releasing.md says. */
  async addCommandChangeset(): Promise<void> {
    await this.#clone.write(
      ".changeset/command.md",
      '---\n"@eks-auth/cli": minor\n---\n\nResponses have the new member.\n',
    );
  }

  /** Commits all changes. */
  commit(message: string): Promise<void> {
    return this.#clone.commit(message);
  }
}

/** Reads the command that publishes the tarballs in the current folder from the release workflow. */
export function readPublishCommand(): string {
  const { jobs } = parse(readFileSync(join(root, ".github/workflows/release.yml"), "utf8"));
  return jobs.publish.steps.at(-1).run;
}

/** Returns why this machine cannot generate code, or undefined if it can. */
export async function findMissingTool(): Promise<string | undefined> {
  try {
    await findJava();
    return undefined;
  } catch (error) {
    if (isToolUnavailable(error)) {
      return error.message;
    }
    throw error;
  }
}

/** The part of a registry's document on a package that is checked. */
interface Packument {
  readonly versions?: Readonly<Record<string, { readonly dist: { readonly integrity: string } }>>;
  readonly "dist-tags"?: Readonly<Record<string, string>>;
}

function describe(packages: readonly { readonly name: string; readonly version: string }[]): string {
  return packages.map(({ name, version }) => `${name.replace("@eks-auth/", "")} ${version}`).join(", ");
}
