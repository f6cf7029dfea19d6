import { Worker } from "node:worker_threads";
import { cleanEnvironment } from "@eks-auth/test-kit/run-program";
import type { TempFolder } from "@eks-auth/test-kit/temp-folder";
import type { Outcome } from "./fail-to-generate.ts";

/** Runs a script for each message and sends back its outcome. Modules that the scripts import are loaded once. */
const program = `
const { parentPort } = require("node:worker_threads");
let runs = 0;
parentPort.on("message", async ({ url, args, env }) => {
  const outcome = { exitCode: 0, stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) {
    process[name].write = (text) => {
      outcome[name] += text;
      return true;
    };
  }
  Object.keys(process.env).forEach((name) => delete process.env[name]);
  Object.assign(process.env, env);
  process.argv = [process.execPath, url, ...args];
  process.exitCode = undefined;
  await import(url + "?run=" + runs++).catch((error) => {
    outcome.stderr += error.stack;
    process.exitCode = 1;
  });
  outcome.exitCode = process.exitCode ?? 0;
  process.exitCode = undefined;
  parentPort.postMessage(outcome);
});
`;

/**
 * A thread that runs scripts of a copy or clone of the repository, one at a time. It is faster than a process for each
 * script. Do not use it after a change of the scripts' sources, or for scripts that start programs which print.
 */
export class ScriptThread implements AsyncDisposable {
  readonly #copy: TempFolder;
  readonly #worker = new Worker(program, { eval: true });

  constructor(copy: TempFolder) {
    this.#copy = copy;
  }

  /**
   * Runs a script to its end.
   *
   * @param script - `scripts/generate.ts`
   * @param env - all environment variables
   */
  run(
    script: string,
    args: readonly string[] = [],
    env: NodeJS.ProcessEnv = cleanEnvironment(),
  ): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#worker.once("error", reject).once("message", (outcome: Outcome) => {
        this.#worker.off("error", reject);
        resolve(outcome);
      });
      this.#worker.postMessage({ url: `file://${this.#copy.resolve(script)}`, args, env });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }
}
