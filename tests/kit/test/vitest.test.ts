import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { root } from "../src/repository.ts";
import { runProgram } from "../src/run-program.ts";
import { makeTempFolder } from "../src/temp-folder.ts";

const vitest = join(root, "node_modules/vitest/vitest.mjs");

test("a failing run ends with each failed test and the command that repeats it", async () => {
  // Inside the workspace, so that vitest can be imported.
  await using folder = await makeTempFolder("failing-run", join(root, "tests/kit/build"));
  await folder.write("package.json", JSON.stringify({ name: "@eks-auth/sample" }));
  await folder.write(
    "vitest.config.ts",
    `import { baseOptions } from "@eks-auth/test-kit/vitest";
     export default { test: { ...baseOptions("durability"), fileParallelism: false } };`,
  );
  await folder.write(
    "token.test.ts",
    `import { describe, expect, test } from "vitest";
     test("passes", () => {});
     describe("a token", () => {
       test("costs $1 (or less)", () => expect(2).toBe(1));
     });`,
  );
  await folder.write("unloaded.test.ts", `import "./missing.ts";`);

  const { exitCode, stdout } = await runProgram(process.execPath, [vitest, "run"], { cwd: folder.path });
  const output = stripVTControlCharacters(stdout);
  const command = "npm run test:durability --workspace @eks-auth/sample --";
  const [first, second] = [
    "FAILED token.test.ts > a token > costs $1 (or less)\n    expected 2 to be 1 // Object.is equality\n" +
      `    ${command} token.test.ts -t 'a token > costs \\$1 \\(or less\\)'\n`,
    `FAILED unloaded.test.ts\n    Cannot find module './missing.ts' imported from ${folder.resolve("unloaded.test.ts")}\n` +
      `    ${command} unloaded.test.ts\n`,
  ];
  expect(exitCode).toBe(1);
  expect(output).toContain(first);
  expect(output).toContain(second);
  expect(output.slice(output.indexOf("FAILED"))).toHaveLength(first.length + second.length + 1);
  const report = JSON.parse(await folder.read(".reports/durability.json"));
  expect(report).toMatchObject({ numPassedTests: 1, numFailedTests: 1 });

  const args = [vitest, "run", "token.test.ts", "-t", "a token > costs \\$1 \\(or less\\)"];
  const repeated = await runProgram(process.execPath, args, { cwd: folder.path });
  expect(stripVTControlCharacters(repeated.stdout)).toContain("1 failed | 1 skipped");
});
