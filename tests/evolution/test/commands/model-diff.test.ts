import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasJava } from "../java.ts";
import type { RepositoryCopy } from "../repository-copy.ts";
import { editModel, makeReleasedCopy, runWithoutJava } from "./released-copy.ts";

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await makeReleasedCopy();
});
afterAll(() => copy[Symbol.asyncDispose]());

test("without Java it compares the generated model, and says what it left out", async () => {
  const before = await copy.read("packages/types/src/gen/model.json");
  await editModel(copy, (text) => text.replace('"max": 100', '"max": 200'));
  const { exitCode, stdout, stderr } = await runWithoutJava(copy, "model-diff");
  await copy.write("packages/types/src/gen/model.json", before);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(
    /^packages\/types\/src\/gen\/model\.json against release 0\.1\.0:\n\npath {9}change/,
  );
  expect(stdout).toMatch(/^ClusterName .* patch {2}minor {3}minor {3}constraint-loosened-request$/m);
  expect(stdout).toContain("Smithy's own diff was skipped: Java was not found as `java`.");
  expect(stdout).toContain(
    "Needed: types patch, client minor, server minor; with one version for all, minor.",
  );
  expect(stdout, "no colours but on a terminal").not.toContain("\u001b");
});

test.skipIf(!hasJava)("with Java it builds model/, and shows what Smithy's own diff says", async () => {
  const before = await copy.read("model/operation.smithy");
  await copy.edit("model/operation.smithy", (text) =>
    text.replace("    @required\n    audience: String", "    audience: String"),
  );
  const { exitCode, stdout } = await copy.run("scripts/model-diff.ts", ["--json"]);
  await copy.write("model/operation.smithy", before);
  expect(exitCode).toBe(0);
  const place = "AssumeRoleForPodIdentityResponse$audience";
  expect(JSON.parse(stdout)).toEqual({
    release: "0.1.0",
    model: "model/",
    changes: [
      {
        place,
        what: "@required removed, in responses",
        rule: "required-removed-response",
        bumps: { types: "major", client: "major", server: "minor" },
        why: expect.stringContaining("Callers must handle its absence"),
        todo: "Callers: handle responses without the member.",
      },
    ],
    required: { types: "minor", client: "minor", server: "minor" },
    smithyDiff: {
      events: [
        {
          severity: "ERROR",
          event: "ChangedNullability.RemovedRequiredTrait",
          shape: `com.amazonaws.eksauth#${place}`,
          message: expect.stringContaining("changed from non-nullable to nullable"),
        },
      ],
    },
  });
});

describe.each(["model-diff", "changeset", "check-changeset", "version"])("%s", (name) => {
  test("--help explains the command, its exit codes and examples", async () => {
    const { exitCode, stdout, stderr } = await runWithoutJava(copy, name, "--help");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/Usage: npm run [\w:-]+ \[-- OPTION\][\s\S]*Exit codes:\n[\s\S]*Examples:\n/);
  });

  test("an option that it doesn't know is refused, with the usage", async () => {
    const { exitCode, stdout, stderr } = await runWithoutJava(copy, name, "--nope");
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^error: .*--nope.*\n\n[\s\S]*Usage: /);
  });
});
