import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ReleasedCopy } from "./released-copy.ts";

let copy: ReleasedCopy;
beforeAll(async () => {
  copy = await ReleasedCopy.make();
});
afterAll(() => copy[Symbol.asyncDispose]());

test("model:diff compares the generated model if Java is missing, and reports what it skipped", async () => {
  await copy.editModel((text) => text.replace('"max": 100', '"max": 200'));
  const { exitCode, stdout, stderr } = await copy.runProcess("model-diff");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(
    /^packages\/types\/src\/gen\/model\.json against release 0\.1\.0:\n\npath {9}change/,
  );
  expect(stdout).toMatch(/^ClusterName .* patch {2}minor {3}minor {9}minor {3}constraint-loosened-request$/m);
  expect(stdout).toContain("Smithy's own diff was skipped: Java was not found as `java`.");
  expect(stdout).toContain(
    "Needed: types patch, client minor, client-light minor, server minor; with one version for all, minor.",
  );
  expect(stdout, "colours are only for terminals").not.toContain("\u001b");
});

describe.each(["model-diff", "changeset", "check-changeset", "version"])("%s", (name) => {
  test("prints usage, exit codes and examples for --help", async () => {
    const { exitCode, stdout, stderr } = await copy.run(name, "--help");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/Usage: npm run [\w:-]+ \[-- OPTION\][\s\S]*Exit codes:\n[\s\S]*Examples:\n/);
  });

  test("rejects an unknown option and prints the usage", async () => {
    const { exitCode, stdout, stderr } = await copy.run(name, "--nope");
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^error: .*--nope.*\n\n[\s\S]*Usage: /);
  });
});
