import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { SdkAnswer, SdkProcess } from "./sdk.ts";

/**
 * Starts a program that answers each line `get` with a line of JSON.
 *
 * @param environment - all environment variables that it gets
 */
export function startLineProcess(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): SdkProcess {
  const child = spawn(command, args, { env: environment, stdio: ["pipe", "pipe", "pipe"] });
  // A test run that is cut short should not leave it behind.
  const kill = () => child.kill();
  process.once("exit", kill);
  const complaint = collect(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async get() {
      child.stdin.write("get\n");
      const { value, done } = await lines.next();
      if (done) {
        throw new Error(`${command} ended instead of answering:\n${complaint()}`);
      }
      return JSON.parse(value) as SdkAnswer;
    },
    async stop() {
      process.off("exit", kill);
      if (child.exitCode === null && child.signalCode === null) {
        const closed = once(child, "close");
        child.kill();
        await closed;
      }
    },
  };
}

function collect(child: ChildProcess): () => string {
  let output = "";
  child.on("error", (error) => {
    output += error.message;
  });
  // It may end before it was told to; then there is no line to read, which says so.
  child.stdin?.on("error", () => {});
  child.stderr?.on("data", (chunk) => {
    output += chunk;
  });
  return () => output;
}
