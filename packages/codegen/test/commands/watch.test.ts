import { expect, test } from "vitest";
import { watchModel } from "../../src/commands/watch.ts";
import { npxCommandLine } from "../../src/project/command-line.ts";
import { parseSettings } from "../../src/project/settings.ts";
import { Progress } from "../../src/terminal/output.ts";

test("watching needs the folder of the model", async () => {
  const settings = parseSettings('{ "scope": "@acme" }', "codegen.json");
  const project = { folder: "/missing", settings, commandLine: npxCommandLine };
  await expect(watchModel(project, new Progress())).rejects.toThrow(
    "The folder /missing/model doesn't exist.",
  );
});
