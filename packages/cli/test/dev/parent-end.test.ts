import { isRunning } from "@eks-auth/test-kit/is-running";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, describe, expect, it } from "vitest";

const folder = await makeTempFolder();
afterAll(() => folder.remove());

const module = JSON.stringify(new URL("../../src/dev/parent-end.ts", import.meta.url).href);
const child = await folder.write(
  "child.ts",
  `import { waitForParentEnd } from ${module};
   setInterval(() => {}, 60_000);
   console.log("child", process.pid);
   await waitForParentEnd();
   console.log("ended");
   process.exit(0);`,
);
// npm starts its script in a shell.
const npm = await folder.write(
  "npm.ts",
  `import { spawn } from "node:child_process";
   process.title = process.argv[2];
   spawn("sh", ["-c", process.argv[3]], { stdio: "inherit" });`,
);

describe("a process that npm started", () => {
  const command = `${process.execPath} ${child}`;
  it.each([
    ["in a shell", `${command}; true`],
    ["instead of the shell", `exec ${command}`],
  ])("notices that npm was killed, %s", async (_how, script) => {
    const env = { ...process.env, npm_lifecycle_event: "start" };
    const program = new StartedProgram(process.execPath, [npm, "npm start", script], { env });
    const [, pid] = /child (\d+)/.exec(await program.waitFor("child")) ?? [];
    program.signal("SIGKILL");
    await expect.poll(() => isRunning(Number(pid)), { timeout: 10_000 }).toBe(false);
    expect((await program.finish()).stdout).toContain("ended");
  });
});
