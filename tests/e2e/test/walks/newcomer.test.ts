import { TestNetwork } from "@eks-auth/operations-tests/test-network";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { Walk } from "@eks-auth/test-kit/walk";
import { walks } from "@eks-auth/test-kit/walks";
import { expect, it } from "vitest";
import { installBoto } from "../../src/tools/boto.ts";
import { Computer } from "../../src/walks/computer.ts";
import { findPrintedCommands } from "../../src/walks/printed-commands.ts";

const boto = await prepareOrSkip("the walk of a newcomer", installBoto);

it.runIf(boto && TestNetwork.isAvailable())("a newcomer gets credentials by the README", async () => {
  const walk = new Walk(walks.newcomer);
  await using computer = await Computer.start(walk);
  await computer.addProgram("aws", [boto?.python ?? "", "-m", "awscli"]);
  const serving = await computer.openTerminal();
  const other = await computer.openTerminal();

  const printed = await walk.step("Try it", "sh", async (command) =>
    serving.start(await computer.install(command), "Press Ctrl-C to stop."),
  );
  await walk.step("Try it", "sh", (command) => other.run(command), '"assumedRoleUser"');

  const useVariables = findPrintedCommands(printed, "run this in another shell");
  expect(await walk.measure(() => other.run(useVariables))).toContain(":assumed-role/sample/");
  const addAssociation = findPrintedCommands(printed, "Change the associations with the AWS CLI");
  expect(await walk.measure(() => other.run(addAssociation))).toContain('"roleArn": "arn:aws:iam::');
  await walk.finish();
});
