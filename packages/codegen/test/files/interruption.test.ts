import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { describe, expect, test } from "vitest";
import { withTempFolder } from "../../src/files/temp-folder.ts";

const folder = useTempFolder("interruption");
const sources = join(root, "packages/codegen/src/files");

/** Starts a program that makes a temporary folder and partial files, and then waits. */
async function start(stopSignal: NodeJS.Signals): Promise<StartedProgram> {
  const program = `
    import { fillFolderOnce } from ${JSON.stringify(join(sources, "work-folder.ts"))};
    import { withTempFolder } from ${JSON.stringify(join(sources, "temp-folder.ts"))};
    const wait = () => new Promise((resolve) => setTimeout(resolve, 60_000));
    void fillFolderOnce(process.argv[1] + "/cache", ["1"], wait);
    void withTempFolder(process.argv[1], "work", async () => {
      setTimeout(() => process.stdout.write("ready\\n"), 100);
      await wait();
    });`;
  const args = ["--input-type=module", "--eval", program, folder.path];
  const started = new StartedProgram(process.execPath, args, { stopSignal });
  await started.waitFor("ready\n");
  return started;
}

describe.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s", (signal) => {
  test("removes temporary folders, and ends the process by the signal", async () => {
    await using program = await start(signal);
    expect(await folder.list()).toHaveLength(2);
    await program.stop();
    expect(await program.finish()).toMatchObject({ exitCode: null });
    expect(await folder.list()).toEqual([]);
  });
});

test("the next run removes the folders of a process that was killed, and no others", async () => {
  await using program = await start("SIGKILL");
  const alive = `work-${process.pid}-abcdef`;
  await folder.write(`${alive}/file`, "");
  await folder.write("reports-2026/file", "");
  await program.stop();
  await withTempFolder(folder.path, "work", async () => {});
  expect(await folder.list()).toEqual(["reports-2026", alive]);
});
