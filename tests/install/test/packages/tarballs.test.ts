import { root } from "@eks-auth/test-kit/repository";
import { cleanEnvironment, readOutput, runProgram } from "@eks-auth/test-kit/run-program";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { expect, test } from "vitest";

test("the commands of a README pack a package, which then works in an empty project", async () => {
  const [, packing] = readSnippets("packages/client-light/README.md").filter(
    ({ heading }) => heading === "Install",
  );
  // It ran before the tests, and would delete node_modules while they run.
  const command = packing?.code.replace("npm ci\n", "") ?? "";
  const install = (await readOutput("sh", ["-c", command], { cwd: root })).trim();
  expect(install).toMatch(/^npm install \S+client-light-\S+\.tgz \S+types-\S+\.tgz$/);
  await using project = await makeTempFolder("eks-auth-tarballs");
  await project.write("package.json", '{"private":true,"type":"module"}');
  await readOutput("sh", ["-c", `${install} --offline --no-audit --no-fund`], {
    cwd: project.path,
    env: cleanEnvironment(),
  });
  await project.write(
    "main.js",
    'import { EKSAuth } from "@eks-auth/client-light";\nconsole.log(typeof EKSAuth);\n',
  );
  expect(await readOutput(process.execPath, ["main.js"], { cwd: project.path })).toBe("function\n");
});

test("the commands of README.md pack the command, which installs globally and needs nothing else", async () => {
  const snippet = readSnippets("README.md").find(({ heading }) => heading === "Install");
  const command = snippet?.code.replace("npm ci && ", "") ?? "";
  const install = (await readOutput("sh", ["-c", command], { cwd: root })).trim();
  expect(install).toMatch(/^npm install \S+\/eks-auth-cli-[^/ ]+\.tgz$/);
  await using folder = await makeTempFolder("eks-auth-tarballs");
  await readOutput("sh", ["-c", `${install} --global --offline --no-audit --no-fund`], {
    cwd: folder.path,
    env: cleanEnvironment({ npm_config_prefix: folder.path }),
  });
  expect(await readOutput(folder.resolve("bin/eks-auth"), ["--help"])).toContain("Usage: eks-auth");
});

test("a name that no package has is an error that lists the names", async () => {
  const args = ["run", "--silent", "tarballs", "--", "lambda"];
  const { exitCode, stdout, stderr } = await runProgram("npm", args, { cwd: root });
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(
    /^error: There is no published package lambda\. The packages are @eks-auth\/.+\.\n$/,
  );
});
