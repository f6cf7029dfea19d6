import { TestNetwork } from "@eks-auth/operations-tests/test-network";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { Walk } from "@eks-auth/test-kit/walk";
import { walks } from "@eks-auth/test-kit/walks";
import { it } from "vitest";
import { installBoto } from "../../src/tools/boto.ts";
import { Computer } from "../../src/walks/computer.ts";

const boto = await prepareOrSkip("the walk of an app's developer", installBoto);
const isReady = "Press Ctrl-C to stop.";

it.runIf(boto && TestNetwork.isAvailable())("a developer sees what a running program does", async () => {
  const walk = new Walk(walks.appDeveloper);
  await using computer = await Computer.start(walk);
  await computer.addProgram("aws", [boto?.python ?? "", "-m", "awscli"]);
  const serving = await computer.openTerminal();
  const app = await computer.openTerminal();
  const other = await computer.openTerminal();
  await walk.step("First result", "sh", async (command) =>
    serving.start(await computer.install(command), isReady),
  );
  let useVariables = "";
  const isSample = ":assumed-role/sample/";
  await walk.step(
    "First result",
    "sh",
    (commands) => {
      [useVariables = ""] = commands.split("\n");
      return app.run(commands);
    },
    isSample,
  );

  const program = "A program that runs long";
  await walk.step(program, "js", (code) => computer.write("eks-auth/app.mjs", code));
  await walk.step(program, "sh", (command) =>
    app.start(command, /:assumed-role\/sample\/.*\n.*:assumed-role/),
  );
  await walk.step(program, "sh", async (command) => {
    await other.run(command);
    return app.waitFor(":assumed-role/cart/");
  });
  // Ctrl-C in both, and then the variables again, because a terminal of these tests ends with its program.
  await serving[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
  const faulty = await computer.openTerminal();
  const again = await computer.openTerminal();
  await walk.step(program, "sh", (command) => faulty.start(command, isReady));
  await again.run(useVariables);
  await walk.step(program, "sh", (command) => again.start(command, "CredentialsProviderError"));
  await faulty.waitForError(/injected +throttle/);

  await walk.step("A test", "js", (code) => computer.write("eks-auth/app.test.mjs", code));
  await walk.step("A test", "sh", (command) => other.run(command), /pass 1\b/);
  await walk.finish();
});
