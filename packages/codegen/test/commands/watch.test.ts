import { rename } from "node:fs/promises";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, expect, test, vi } from "vitest";
import { watchModel } from "../../src/commands/watch.ts";
import { npxCommandLine } from "../../src/project/command-line.ts";
import { parseSettings } from "../../src/project/settings.ts";
import { Progress } from "../../src/terminal/output.ts";

const folder = useTempFolder("watch");
afterEach(() => {
  vi.restoreAllMocks();
});

function watch(): Promise<number> {
  const settings = parseSettings('{ "scope": "@acme" }', "codegen.json");
  return watchModel({ folder: folder.path, settings, commandLine: npxCommandLine }, new Progress());
}

test("watching needs the folder of the model", async () => {
  await expect(watch()).rejects.toThrow(`The folder ${folder.resolve("model")} doesn't exist.`);
});

test("watching ends if the folder of the model is removed", async () => {
  await folder.write("model/main.smithy", "");
  // A package of someone else, so that each generation fails at once, with Java and without.
  await folder.write("packages/types/package.json", '{ "name": "other" }');
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const ended = watch();
  await vi.waitUntil(() => write.mock.calls.join("").includes("belongs to the package other"), 60_000);
  await rename(folder.resolve("model"), folder.resolve("old"));
  await expect(ended).rejects.toThrow(`The folder ${folder.resolve("model")} doesn't exist.`);
});
