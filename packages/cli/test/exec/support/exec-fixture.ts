import { chmod, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterEach, beforeEach, vi } from "vitest";
import type { CredentialSource } from "../../../src/sdk-environment/agent-variables.ts";

/** The command that runs print-signals.ts. */
export const printSignalsCommand: readonly string[] = [
  process.execPath,
  fileURLToPath(new URL("print-signals.ts", import.meta.url)),
];

/** A folder to run `eks-auth exec` in, with a token file and a folder for temporary files: a new one for each test. */
export class ExecFixture {
  #folder!: TempFolder;
  readonly #commands: StartedProgram[] = [];

  constructor() {
    beforeEach(async () => {
      this.#folder = await makeTempFolder("eks-auth-exec");
      await this.write("token", "canaryheader.canarypayload.canarysignature");
      await mkdir(this.#folder.resolve("tmp"));
      vi.stubEnv("TMPDIR", this.#folder.resolve("tmp"));
    });
    afterEach(async () => {
      await Promise.all(this.#commands.splice(0).map((command) => command.stop()));
      vi.unstubAllEnvs();
      await this.#folder.remove();
    });
  }

  get folder(): string {
    return this.#folder.path;
  }

  /** A file with a malformed token. */
  get tokenFile(): string {
    return this.#folder.resolve("token");
  }

  /** The names of the command's temporary files; none when it has ended. */
  listTemporary(): Promise<string[]> {
    return this.#folder.list("tmp");
  }

  write(name: string, content: string | Uint8Array): Promise<string> {
    return this.#folder.write(name, content);
  }

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

  /** Writes a kubectl without a cluster, which appends its arguments to `calls`. tests/kubernetes has a real one. */
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
}

/** The options of an API that is never called. */
export const unusedApi: readonly string[] = [
  ...["--cluster", "edge"],
  ...["--endpoint", "http://127.0.0.1:9", "--no-sign-request"],
];

/** An agent and a token file that do not exist. */
export const source: CredentialSource = {
  credentialsUrl: "http://127.0.0.1:41234/v1/credentials",
  tokenFile: "/tmp/token",
  region: "eu-west-1",
};

/** Creates a token that only kubectl's output needs to resemble. */
export function createToken(lifetimeSeconds: number, number: number = 0): string {
  const iat = 1_000_000;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return [part({ alg: "none" }), part({ iat, exp: iat + lifetimeSeconds, number }), "canary"].join(".");
}
