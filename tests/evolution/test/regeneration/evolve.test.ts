import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "@eks-auth/codegen/root";
import { beforeAll, describe, expect, test } from "vitest";
import { changes, invalidChanges } from "../../src/catalogue/catalogue.ts";
import { type Result, runCatalogue } from "../../src/run-catalogue.ts";
import { hasJava } from "../java.ts";

function find<Change extends { readonly name: string }>(all: readonly Change[], wanted: string): Change {
  const change = all.find(({ name }) => name === wanted);
  if (change === undefined) {
    throw new Error(`There is no change ${wanted}.`);
  }
  return change;
}

describe.skipIf(!hasJava)("the short form of npm run evolve:", () => {
  let results: Result[];
  beforeAll(async () => {
    const followed = find(changes, "second-operation");
    const misjudged = {
      // The official generator makes an `enum` of it, which a client's compiler options have to allow.
      ...find(changes, "int-enum"),
      bumps: { types: "patch", client: "minor", server: "major" } as const,
      exchanges: [{ gets: "{ ...response, audience: 'another' }" }],
    };
    const refused = find(invalidChanges, "invalid-dangling-target");
    const taken = { ...refused, name: "taken", edits: [{ append: "\n// A comment.\n" }] };
    const misplaced = { ...refused, name: "misplaced", edits: [{ find: "nowhere", put: "" }] };
    results = await runCatalogue([followed, misjudged, refused, taken, misplaced], () => {});
  });

  test("a second operation is implemented and called", () => {
    expect(results[0]).toMatchObject({
      name: "second-operation",
      problems: [],
      forced: { types: "major", client: "minor", server: "major" },
      broke: ["types", "server"],
    });
    expect(results[0]?.lines?.added).toBeGreaterThan(100);
  });

  test("other bumps than the expected ones, and other values, are seen", () => {
    expect(results[1]?.problems).toEqual([
      "types: model:diff forces minor, which is too large: patch was expected",
      "server: model:diff forces minor, which is too small: major was expected",
      expect.stringMatching(/^the call failed: [\s\S]*what arrives at the caller/),
    ]);
  });

  test("an invalid change is refused; one that is taken, or no longer fits the model, is seen", () => {
    expect(results[2]).toMatchObject({ invalid: true, problems: [] });
    expect(results[3]?.problems).toEqual([expect.stringMatching(/^it was taken: Generated /)]);
    expect(results[4]?.problems).toEqual([expect.stringMatching(/^The change misplaced looks once for /)]);
  });
});

describe("the command", () => {
  async function run(...args: string[]) {
    const command = [join(root, "tests/evolution/src/command.ts"), ...args];
    return promisify(execFile)(process.execPath, command).then(
      (done) => ({ code: 0, ...done }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    );
  }

  test("--help explains it, its exit codes and examples", async () => {
    const { code, stdout, stderr } = await run("--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/Usage: npm run evolve \[-- OPTION\][\s\S]*Exit codes:\n[\s\S]*Examples:\n/);
  });

  test("--list prints the changes, lined up", async () => {
    const { stdout } = await run("--list", "--only", "type-b*");
    expect(stdout).toMatch(
      /^change {12}what it does\ntype-boolean {6}members of type Boolean, both ways\ntype-blob {9}members/,
    );
  });

  test.each([["--nope"], ["--only", "nope"]])("%s %s is refused, with the usage", async (...args) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: .*nope.*\n\n[\s\S]*Usage: /);
  });
});
