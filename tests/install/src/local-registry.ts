import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "@eks-auth/codegen/terminal";
import { findFreePort } from "@eks-auth/test-kit/loopback";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { TempFolder } from "@eks-auth/test-kit/temp-folder";
import { findProgram, installTool, verdaccio } from "./tools.ts";

/** An npm registry on 127.0.0.1. It stores the packages published to it, and proxies all others. */
export class LocalRegistry implements AsyncDisposable {
  /** With a slash at the end. */
  readonly url: string;
  readonly #folder: TempFolder;
  readonly #program: StartedProgram;

  private constructor(url: string, folder: TempFolder, program: StartedProgram) {
    this.url = url;
    this.#folder = folder;
    this.#program = program;
  }

  /**
   * Starts a registry on a free port.
   *
   * @param path - the absolute path of the folder for all its files
   * @throws {ToolUnavailableError} if Verdaccio is not in the npm registry in use
   * @throws {ProgramError} if it does not start
   */
  static async start(path: string): Promise<LocalRegistry> {
    const program = await findProgram(await installTool(verdaccio), "verdaccio");
    const folder = new TempFolder(path);
    await folder.write("storage/.keep", "");
    const uplink = await readNpmSetting("registry", path);
    await folder.write("configuration.yaml", writeConfiguration(folder, uplink));
    const url = `http://127.0.0.1:${await findFreePort()}/`;
    const args = [program, "--config", folder.resolve("configuration.yaml"), "--listen", url];
    const started = new StartedProgram(process.execPath, args, { cwd: path, stopSignal: "SIGKILL" });
    await started.waitUntil(() =>
      fetch(`${url}-/ping`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    return new LocalRegistry(url, folder, started);
  }

  /** The variables that make npm use this registry, without a login. */
  get environment(): Record<string, string> {
    return { npm_config_registry: this.url };
  }

  /** Creates the only user, and returns the variables that log npm in. */
  async logIn(): Promise<Record<string, string>> {
    const response = await fetch(`${this.url}-/user/org.couchdb.user:rehearsal`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "rehearsal", password: crypto.randomUUID() }),
    });
    const { token } = (await response.json()) as { token?: string };
    if (token === undefined) {
      const { stdout, stderr } = this.#program;
      throw new CommandError(`The local registry returned no token: ${response.status}\n${stdout}${stderr}`);
    }
    // A file, because shells drop variables with the names that npm needs. It includes the user's own settings.
    const userconfig = await readNpmSetting("userconfig", this.#folder.path);
    const settings = await readFile(userconfig, "utf8").catch(() => "");
    const login = `//${new URL(this.url).host}/:_authToken=${token}\n`;
    const npmrc = this.#folder.resolve("npmrc");
    await writeFile(npmrc, `${settings}\n${login}`, { mode: 0o600 });
    return { ...this.environment, npm_config_userconfig: npmrc };
  }

  /** The sorted names of the packages that were published to it. */
  async listPublished(): Promise<string[]> {
    const files = await readdir(this.#folder.resolve("storage"), { recursive: true });
    const folders = files.filter((file) => file.endsWith(".tgz")).map((file) => join(file, ".."));
    return [...new Set(folders)].sort();
  }

  /** Stops it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program.stop();
  }
}

/** Reads a setting of npm. It does not run in the repository, whose .npmrc would apply. */
async function readNpmSetting(name: string, cwd: string): Promise<string> {
  return (await readOutput("npm", ["config", "get", name], { cwd })).trim();
}

/**
 * Writes the configuration of Verdaccio, as JSON, which is YAML too. Publishing `@eks-auth/*` needs a login; no one can
 * publish another package.
 *
 * @param uplink - the URL of the registry that has all other packages
 */
function writeConfiguration(folder: TempFolder, uplink: string): string {
  const htpasswd = { file: folder.resolve("users"), max_users: 1, algorithm: "bcrypt", rounds: 4 };
  return JSON.stringify({
    storage: folder.resolve("storage"),
    auth: { htpasswd },
    uplinks: { npm: { url: uplink, cache: false, timeout: "60s", max_fails: 20, maxage: "10m" } },
    packages: {
      "@eks-auth/*": { access: "$all", publish: "$authenticated", unpublish: "$authenticated" },
      // No user is in this group.
      "**": { access: "$all", publish: "unassigned", proxy: "npm" },
    },
    web: { enable: false },
    server: { keepAliveTimeout: 60 },
    max_body_size: "20mb",
    log: { type: "stdout", format: "json", level: "warn" },
  });
}
