import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { beforeEach, expect, test } from "vitest";
import { describeBatchFile, findBatchFile } from "../../src/exec/batch-file.ts";

const folder = useTempFolder("batch-file");

beforeEach(async () => {
  await folder.write("npm.cmd", "");
  await folder.write("build.bat", "");
  await folder.write("aws.exe", "");
});

// Separated as on Windows; its folders have no semicolons.
const env = () => ({ PATH: `/nonexistent;${folder.path}` });

test.each([
  ["npm", "npm.cmd"],
  ["npm.cmd", "npm.cmd"],
  ["NPM.CMD", "NPM.CMD"],
  ["build", "build.bat"],
  ["absent.bat", "absent.bat"],
  ["aws", undefined],
  ["aws.exe", undefined],
  ["absent", undefined],
  ["", undefined],
])("the program %j is the batch file %j", (program, expected) => {
  expect(findBatchFile(program, env())).toBe(expected);
});

test("a program with a folder is not searched in PATH", () => {
  expect(findBatchFile(folder.resolve("npm"), {})).toBe(folder.resolve("npm.cmd"));
  expect(findBatchFile("/nonexistent/npm", env())).toBeUndefined();
  expect(findBatchFile("npm", {})).toBeUndefined();
});

test("a batch file is refused by its name, with the exit code and the way around", () => {
  expect(describeBatchFile("npm.cmd")).toEqual({
    exitCode: 126,
    reason:
      "is a batch file, which can't be executed without a shell (EINVAL). Put cmd /c in front of it: eks-auth exec … -- cmd /c npm.cmd …",
  });
});
