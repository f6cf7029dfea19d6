import { chmod } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { vi } from "vitest";

/** The command that runs print-signals.ts. */
export const printSignalsCommand: readonly string[] = [
  process.execPath,
  fileURLToPath(new URL("print-signals.ts", import.meta.url)),
];

/** A folder to run `eks-auth exec` in, with a token file and a folder for temporary files. */
export class ExecFixture {
  readonly #folder: TempFolder;
  readonly #commands: StartedProgram[] = [];
  /** A file with a malformed token. */
  readonly tokenFile: string;

  private constructor(folder: TempFolder) {
    this.#folder = folder;
    this.tokenFile = folder.resolve("token");
  }

  static async make(): Promise<ExecFixture> {
    const folder = await makeTempFolder("eks-auth-exec");
    const fixture = new ExecFixture(folder);
    await folder.write("token", "canaryheader.canarypayload.canarysignature");
    await folder.write("tmp/file", "");
    await folder.delete("tmp/file");
    vi.stubEnv("TMPDIR", folder.resolve("tmp"));
    return fixture;
  }

  get folder(): string {
    return this.#folder.path;
  }

  /** The names of the command's temporary files; none when it has ended. */
  listTemporary(): Promise<string[]> {
    return this.#folder.list("tmp");
  }

  /** Writes a file. */
  write(name: string, content: string | Uint8Array): Promise<string> {
    return this.#folder.write(name, content);
  }

  /** Reads a file. */
  read(name: string): Promise<string> {
    return this.#folder.read(name);
  }

  /** Writes a program into a folder that is the first of PATH. */
  async writeProgram(name: string, text: string, mode: number = 0o755): Promise<string> {
    const file = await this.#folder.write(`bin/${name}`, text);
    await chmod(file, mode);
    vi.stubEnv("PATH", `${this.#folder.resolve("bin")}:${process.env.PATH}`);
    return file;
  }

  /** Writes a kubectl without a cluster, which appends its arguments to the file `calls`. tests/e2e has a real one. */
  async writeKubectl(body: string): Promise<void> {
    await this.writeProgram("kubectl", `#!/bin/sh\necho "$@" >> "${this.folder}/calls"\n${body}\n`);
  }

  /** Starts `eks-auth exec`. */
  start(...args: readonly string[]): StartedProgram {
    const command = startEksAuth("exec", ...args);
    this.#commands.push(command);
    return command;
  }

  /** Starts it with the token file, and an API that is never called. */
  startWithTokenFile(...command: readonly string[]): StartedProgram {
    return this.start(...unusedApi, "--token-file", this.tokenFile, "--", ...command);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#commands.map((command) => command.stop()));
    vi.unstubAllEnvs();
    await this.#folder.remove();
  }
}

/** The options of an API that is never called. */
export const unusedApi: readonly string[] = [
  ...["--cluster", "edge"],
  ...["--endpoint", "http://127.0.0.1:9", "--no-sign-request"],
];

/** Creates a token that only kubectl's output needs to resemble. */
export function createToken(lifetimeSeconds: number, number: number = 0): string {
  const iat = 1_000_000;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return [part({ alg: "none" }), part({ iat, exp: iat + lifetimeSeconds, number }), "canary"].join(".");
}
