import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { promisify } from "node:util";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { expect, test } from "vitest";
import { findOwnCommand } from "../../src/dev/own-command.ts";

const execute = promisify(execFile);

test("the command is eks-auth if it was started from PATH", () => {
  expect(findOwnCommand("/usr/local/bin/eks-auth", { PATH: "/bin:/usr/local/bin" })).toBe("eks-auth");
});

test("the command is npx with the project if npm started it, and the project has it", async () => {
  await using project = await makeTempFolder();
  const env = { npm_config_local_prefix: project.path, PATH: "/bin" };
  const program = project.resolve("node_modules/.bin/eks-auth");
  await mkdir(project.resolve("node_modules/.bin"), { recursive: true });
  expect(findOwnCommand(program, env)).toBe(`${process.execPath} ${program}`);
  await project.write("node_modules/.bin/eks-auth", "");
  expect(findOwnCommand(program, env)).toBe(`npx --prefix ${project.path} eks-auth`);
});

test.each([
  ["/home/it's me/bin/eks-auth", { PATH: "/bin" }],
  ["/clone/packages/cli/bin/eks-auth.js", { PATH: "/clone/packages/cli/bin" }],
  ["/clone/bin/eks-auth", {}],
])("the command names Node.js and the program %j if it is not on PATH", async (program, env) => {
  const { stdout } = await execute("sh", ["-c", `printf '%s\n' ${findOwnCommand(program, env)}`]);
  expect(stdout).toBe(`${process.execPath}\n${program}\n`);
});
