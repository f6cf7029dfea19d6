import { SmithyCli } from "@eks-auth/codegen/smithy";
import { isRunning } from "@eks-auth/test-kit/is-running";
import { root } from "@eks-auth/test-kit/repository";
import { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

// The tests are skipped if Java is missing.
const smithy = await prepareOrSkip("interrupted generations", () => SmithyCli.open(root));

let copy: RepositoryCopy;
beforeEach(async () => {
  copy = await RepositoryCopy.make();
  // Without a change, nothing is generated.
  await copy.edit("model/operation.smithy", (model) => `${model}\n// Changed.\n`);
});
afterEach(() => copy.remove());

/** Starts a generation and waits until the Smithy CLI runs. */
async function start(stopSignal: NodeJS.Signals): Promise<{ program: StartedProgram; java: number }> {
  const program = copy.start("scripts/generate.ts", [], { stopSignal });
  let java: number | undefined;
  await program.waitUntil(async () => {
    java = await findSmithy(program.pid);
    return java !== undefined;
  });
  return { program, java: Number(java) };
}

/** Finds the process of the Smithy CLI that a process started. */
async function findSmithy(parent: number | undefined): Promise<number | undefined> {
  const processes = await readOutput("ps", ["-A", "-o", "pid=,ppid=,args="]);
  for (const line of processes.split("\n")) {
    const [, pid, ppid, args = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(ppid) === parent && args.includes("software.amazon.smithy.cli.SmithyCli")) {
      return Number(pid);
    }
  }
  return undefined;
}

/** The folders and files in build/, without the installed CLI. */
async function listBuild(): Promise<string[]> {
  return (await copy.list("build")).filter((name) => !name.startsWith("smithy-cli-"));
}

describe.skipIf(smithy === undefined)("a generation that is ended by", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("%s leaves nothing, and ends Java", async (signal) => {
    const before = await copy.snapshot();
    const { program, java } = await start(signal);
    await program.stop();
    expect(await program.finish()).toMatchObject({ exitCode: null, signal, stdout: "" });
    await expect.poll(() => isRunning(java), { timeout: 30_000 }).toBe(false);
    expect(await listBuild()).toEqual([]);
    expect(await copy.snapshot(), "files").toEqual(before);
  });

  test("SIGKILL has its leftovers removed by the next one", async () => {
    const { program, java } = await start("SIGKILL");
    await program.stop();
    process.kill(java, "SIGKILL");
    expect(await listBuild()).not.toEqual([]);
    // What is left if the process is killed while it writes files.
    const partial = ["packages/types/src/gen/model.ts.partial", "generated.lock.json.partial"];
    await Promise.all(partial.map((path) => copy.write(path, "export")));

    const { exitCode, stderr } = await copy.run("scripts/generate.ts");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(await listBuild()).toEqual([]);
    expect([...(await copy.snapshot()).keys()].filter((path) => path.endsWith(".partial"))).toEqual([]);
    const again = await copy.run("scripts/generate.ts");
    expect(again.stdout).toMatch(/^Nothing to do: /);
  });
});
