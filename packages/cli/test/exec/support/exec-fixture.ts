import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import { EksAuthCommand } from "../../eks-auth-command.ts";

/** The command of Node.js that runs a program of this folder. */
export function program(name: string): readonly string[] {
  return [process.execPath, fileURLToPath(new URL(`./${name}.ts`, import.meta.url))];
}

/** A folder to run `eks-auth exec` in, with a token file and a folder for temporary files. */
export class ExecFixture {
  readonly folder: string;
  readonly #commands: EksAuthCommand[] = [];

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<ExecFixture> {
    const fixture = new ExecFixture(await mkdtemp(join(tmpdir(), "eks-auth-cli-test-")));
    await mkdir(fixture.temporary);
    vi.stubEnv("TMPDIR", fixture.temporary);
    await writeFile(fixture.tokenFile, "canaryheader.canarypayload.canarysignature");
    return fixture;
  }

  get tokenFile(): string {
    return join(this.folder, "token");
  }

  /** Where the command's temporary files are; empty when it has ended. */
  get temporary(): string {
    return join(this.folder, "tmp");
  }

  /** The names of the temporary files. */
  listTemporary(): Promise<string[]> {
    return readdir(this.temporary);
  }

  /** Writes a program into a folder that is the first of PATH. */
  async writeProgram(name: string, text: string, mode: number = 0o755): Promise<string> {
    const bin = join(this.folder, "bin");
    const file = join(bin, name);
    await mkdir(bin, { recursive: true });
    await writeFile(file, text);
    await chmod(file, mode);
    vi.stubEnv("PATH", `${bin}:${process.env.PATH}`);
    return file;
  }

  /** Starts `eks-auth exec`. */
  start(...args: readonly string[]): EksAuthCommand {
    const command = new EksAuthCommand("exec", ...args);
    this.#commands.push(command);
    return command;
  }

  /** Starts it with the token file, and an API that is never asked. */
  startWithTokenFile(...command: readonly string[]): EksAuthCommand {
    const api = ["--cluster", "edge", "--endpoint", "http://127.0.0.1:9", "--no-sign-request"];
    return this.start(...api, "--token-file", this.tokenFile, "--", ...command);
  }

  async stop(): Promise<void> {
    for (const command of this.#commands) {
      command.signal("SIGTERM");
      await command.finish();
    }
    vi.unstubAllEnvs();
    await rm(this.folder, { recursive: true });
  }
}
