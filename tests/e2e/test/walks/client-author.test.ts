import { TestNetwork } from "@eks-auth/operations-tests/test-network";
import { Walk } from "@eks-auth/test-kit/walk";
import { walks } from "@eks-auth/test-kit/walks";
import { it } from "vitest";
import { Computer } from "../../src/walks/computer.ts";

it.runIf(TestNetwork.isAvailable())("an author of a client calls the API", async () => {
  const walk = new Walk(walks.clientAuthor);
  await using computer = await Computer.start(walk);
  const serving = await computer.openTerminal();
  const other = await computer.openTerminal();
  await walk.step("First result", "sh", async (command) =>
    serving.start(await computer.install(command), "Press Ctrl-C to stop."),
  );
  await walk.step("First result", "ts", (code) => computer.write("eks-auth/call.ts", code));
  await walk.step(
    "First result",
    "sh",
    (command) => other.run(command),
    /:assumed-role\/sample\/\S+ until 20/,
  );
  await walk.step("First result", "ts", (code) => computer.write("eks-auth/fetch.ts", code));
  await walk.step("First result", "sh", (command) => other.run(command), "ResourceNotFoundException");
  await walk.finish();
});
