import { TestNetwork } from "@eks-auth/operations-tests/test-network";
import { Walk } from "@eks-auth/test-kit/walk";
import { walks } from "@eks-auth/test-kit/walks";
import { it } from "vitest";
import { Computer } from "../../src/walks/computer.ts";

it.runIf(TestNetwork.isAvailable())("an implementer of the stub serves a response", async () => {
  const walk = new Walk(walks.stubImplementer);
  await using computer = await Computer.start(walk);
  const clone = await computer.openOnlineTerminal();
  walk.skip("Install", "sh");
  const printed = await walk.step(
    "Install",
    "sh",
    async (commands) => clone.run(await computer.install(commands)),
    "npm install ",
  );
  const installing = await computer.openOnlineTerminal("project");
  await walk.measure(() => installing.run(printed.split("\n").at(-1) ?? ""));

  const project = await computer.openTerminal("project");
  await walk.step("Example", "ts", (code) => computer.write("project/server.ts", code));
  const serving = await computer.openTerminal("project");
  await walk.step("Example", "sh", (command) => serving.start(command, ""));
  await project.waitForServer("http://127.0.0.1:8490");
  await walk.step("Example", "sh", (command) => project.run(command), '"accessKeyId":"ASIAEXAMPLE"');
  await walk.finish();
});
