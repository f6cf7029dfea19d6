import { readFile, writeFile } from "node:fs/promises";
import { findJava } from "@eks-auth/codegen/smithy";
import { TestNetwork } from "@eks-auth/operations-tests/test-network";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { Walk } from "@eks-auth/test-kit/walk";
import { walks } from "@eks-auth/test-kit/walks";
import { expect, it } from "vitest";
import { Computer } from "../../src/walks/computer.ts";

const java = await prepareOrSkip("the walk of a model's owner", findJava);

it.runIf(java && TestNetwork.isAvailable())("an owner of a model generates and serves packages", async () => {
  const walk = new Walk(walks.modelOwner);
  await using computer = await Computer.start(walk);
  const making = await computer.openOnlineTerminal();
  const make = (commands: string) => making.run(commands);
  await walk.step(
    "First result",
    "sh",
    async (commands) => make(await computer.install(commands)),
    "codegen",
  );
  await walk.step("First result", "sh", make);

  const serving = await computer.openTerminal("library");
  const calling = await computer.openTerminal("library");
  await walk.step("First result", "sh", (command) => serving.start(command, "Listening on"));
  await walk.step("First result", "sh", (command) => calling.run(command), "Hello, Ann!");

  await walk.step(
    "First result",
    "smithy",
    async (member) => {
      const file = computer.resolve("library/model/main.smithy");
      const model = await readFile(file, "utf8");
      const changed = model.replace("message: String\n", `message: String\n\n${member}\n`);
      await writeFile(file, changed);
      return changed;
    },
    "language: String",
  );
  await walk.step("First result", "sh", make, "Wrote .changeset/model-types.md");
  expect(await readFile(computer.resolve("library/packages/types/src/gen/model.ts"), "utf8")).toContain(
    "language?: string",
  );
  await walk.finish();
});
