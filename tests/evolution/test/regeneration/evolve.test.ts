import { join } from "node:path";
import { SmithyCli } from "@eks-auth/codegen/smithy";
import { root } from "@eks-auth/test-kit/repository";
import { runProgram } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { beforeAll, describe, expect, test } from "vitest";
import { changes, invalidChanges } from "../../src/catalogue/catalogue.ts";
import { type Result, runCatalogue } from "../../src/run-catalogue.ts";

// The tests are skipped if Java is missing.
const smithy = await prepareOrSkip("changes of the model", () => SmithyCli.open(root));

function findChange<Change extends { readonly name: string }>(all: readonly Change[], name: string): Change {
  const change = all.find((candidate) => candidate.name === name);
  if (change === undefined) {
    throw new Error(`There is no change ${name}.`);
  }
  return change;
}

describe.skipIf(smithy === undefined)("npm run evolve, for some changes,", () => {
  let results: Result[];
  beforeAll(async () => {
    const supported = findChange(changes, "second-operation");
    const wrong = {
      // The official generator emits a TypeScript `enum` for it, which the client's compiler options must allow.
      ...findChange(changes, "int-enum"),
      bumps: { types: "patch", client: "minor", "client-light": "minor", server: "major" } as const,
      exchanges: [{ expectedOutput: "{ ...response, audience: 'another' }" }],
      mixedCalls: [
        { direction: "oldClient", fails: true },
        { direction: "oldServer", expectedInput: "{ clusterName: 'another' }" },
      ] as const,
    };
    const rejected = findChange(invalidChanges, "invalid-dangling-target");
    const accepted = { ...rejected, name: "accepted", edits: [{ append: "\n// A comment.\n" }] };
    const outdated = { ...rejected, name: "outdated", edits: [{ search: "nowhere", replace: "" }] };
    results = await runCatalogue([supported, wrong, rejected, accepted, outdated], () => {});
  });

  test("implements and calls a second operation", () => {
    expect(results[0]).toMatchObject({
      name: "second-operation",
      problems: [],
      requiredBumps: { types: "major", client: "minor", "client-light": "minor", server: "major" },
      brokenPackages: ["types", "server"],
      failing: [],
    });
    expect(results[0]?.lines?.added).toBeGreaterThan(100);
  });

  test("reports wrong bumps and wrong values", () => {
    expect(results[1]?.problems).toEqual([
      "types: the bump minor of model:diff is too large; expected patch",
      "server: the bump minor of model:diff is too small; expected major",
      expect.stringMatching(/^the call failed: [\s\S]*the client's output/),
      "call 1, the old client with the new stub: it must fail, but works",
      "call 1, the old light client with the new stub: it must fail, but works",
      "client: the new client with the old stub fails, but model:diff requires no major bump",
      "client-light: the new light client with the old stub fails, but model:diff requires no major bump",
    ]);
  });

  test("reports an invalid change that is accepted, and an edit that no longer matches the model", () => {
    expect(results[2]).toMatchObject({ invalid: true, problems: [] });
    expect(results[3]?.problems).toEqual([
      expect.stringMatching(/^the generator accepts the model: Generated /),
    ]);
    expect(results[4]?.problems).toEqual([
      expect.stringMatching(/^The change outdated expects the following text once in /),
    ]);
  });
});

describe("npm run evolve", () => {
  const command = join(root, "tests/evolution/src/command.ts");
  const run = (...args: string[]) => runProgram(process.execPath, [command, ...args]);

  test("prints usage, exit codes and examples for --help", async () => {
    const { exitCode, stdout, stderr } = await run("--help");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/Usage: npm run evolve \[-- OPTION\][\s\S]*Exit codes:\n[\s\S]*Examples:\n/);
  });

  test("lists the changes in columns for --list", async () => {
    const { stdout } = await run("--list", "--only", "type-b*");
    expect(stdout).toMatch(
      /^change {12}description\ntype-boolean {6}members of type Boolean are added to request and response\ntype-blob {9}members/,
    );
  });

  test.each([["--nope"], ["--only", "nope"]])("rejects %s %s and prints the usage", async (...args) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^error: .*nope.*\n\n[\s\S]*Usage: /);
  });
});
