import { describe, expect, test } from "vitest";
import { npxCommandLine } from "../../src/project/command-line.ts";
import type { Project } from "../../src/project/project.ts";
import { parseSettings } from "../../src/project/settings.ts";
import { type Change, requiredBumps } from "../../src/semver/change.ts";
import { renderChangesets } from "../../src/semver/changeset.ts";
import { findChanges } from "../../src/semver/diff-release.ts";
import { minimalModel, withTrait } from "../models.ts";

const project: Project = {
  folder: "/eks-auth",
  settings: parseSettings('{ "scope": "@eks-auth" }', "codegen.json"),
  commandLine: npxCommandLine,
};

const model = minimalModel();
const outputs = { "packages/client/src/gen/index.ts": "1", "packages/server/src/gen/read.ts": "1" };
const release = { model, outputs };

test("before the first release everything is new, which requires a minor version of each package", () => {
  const changes = findChanges(project, undefined, release);
  expect(changes).toEqual([{ rule: "first-release", path: "Things", description: "everything is new" }]);
  expect(requiredBumps(changes, "0.0.0")).toEqual({
    types: "minor",
    client: "minor",
    "client-light": "minor",
    server: "minor",
  });
});

test("finds no change between equal states", () => {
  const changes = findChanges(project, release, release);
  expect(changes).toEqual([]);
  expect(renderChangesets(project, changes, requiredBumps(changes, "1.0.0"))).toEqual({});
});

describe("a change of generated code", () => {
  const regenerated = { ...outputs, "packages/client/src/gen/index.ts": "2" };

  test("by a generator requires a patch of its package", () => {
    const changes = findChanges(project, release, { model, outputs: regenerated });
    expect(changes).toEqual([
      {
        rule: "generated-code-changed",
        path: "@eks-auth/client",
        description: "1 generated file changed",
        package: "client",
      },
    ]);
    expect(requiredBumps(changes, "1.0.0")).toEqual({
      types: "none",
      client: "patch",
      "client-light": "none",
      server: "none",
    });
  });

  test("by a change of the model is not reported twice", () => {
    const now = withTrait("ex#Name", "smithy.api#documentation", "A name.");
    const changes = findChanges(project, release, { model: now, outputs: regenerated });
    expect(changes.map(({ rule }) => rule)).toEqual(["documentation-changed"]);
  });

  test("is reported if the change of the model doesn't affect the package", () => {
    const now = withTrait("ex#Name", "smithy.api#tags", ["new"]);
    const changes = findChanges(project, release, { model: now, outputs: regenerated });
    expect(changes.map(({ rule }) => rule)).toEqual(["model-detail", "generated-code-changed"]);
  });

  test("can be a file that is added or removed", () => {
    const { "packages/server/src/gen/read.ts": _, ...fewer } = regenerated;
    const changes = findChanges(project, release, {
      model,
      outputs: { ...fewer, "packages/client/src/gen/a.ts": "1" },
    });
    expect(changes.map(({ description }) => description)).toEqual([
      "2 generated files changed",
      "1 generated file changed",
    ]);
  });
});

test.each([
  ["0.3.1", { types: "patch", client: "minor", "client-light": "minor", server: "minor" }],
  ["1.0.0", { types: "patch", client: "major", "client-light": "major", server: "major" }],
])("a breaking change after %s", (version, bumps) => {
  const now = withTrait("ex#Name", "smithy.api#pattern", "^a*$");
  expect(requiredBumps(findChanges(project, release, { model: now, outputs }), version)).toEqual(bumps);
});

describe("changesets", () => {
  const texts = (changes: readonly Change[], version: string) =>
    renderChangesets(project, changes, requiredBumps(changes, version));

  test("are one for each package, with its bump, and what its users must do", () => {
    const changes = findChanges(project, release, {
      model: withTrait("ex#Name", "smithy.api#pattern", "^a*$"),
      outputs,
    });
    const heading = "What changed in the API:";
    // Patterns keep their characters.
    const change = '`Name`: `@pattern added "^a*$", in requests`.';
    expect(texts(changes, "1.0.0")).toEqual({
      types: `---\n"@eks-auth/types": patch\n---\n\n${heading}\n\n- ${change} Readers: follow the new constraint.\n`,
      client: `---\n"@eks-auth/client": major\n---\n\n${heading}\n\n- **Breaking:** ${change} Callers: follow the new constraint.\n`,
      "client-light": `---\n"@eks-auth/client-light": major\n---\n\n${heading}\n\n- **Breaking:** ${change} Callers: follow the new constraint.\n`,
      server: `---\n"@eks-auth/server": major\n---\n\n${heading}\n\n- **Breaking:** ${change} Implementers: expect the stub to reject some requests of existing callers.\n`,
    });
  });

  test("say that a change is breaking below 1.0.0, too", () => {
    const changes = findChanges(project, release, {
      model: withTrait("ex#Name", "smithy.api#pattern", "^a*$"),
      outputs,
    });
    expect(texts(changes, "0.3.1").client).toMatch(
      /^---\n"@eks-auth\/client": minor\n[\s\S]*- \*\*Breaking:\*\*/,
    );
  });

  test("list only what concerns their package, breaking changes first", () => {
    const changes: Change[] = [
      { rule: "operation-added", path: "Ping", description: "added" },
      { rule: "choice-renamed", path: "Color$SCARLET", description: "was RED" },
      { rule: "model-detail", path: "Name", description: "@tags added" },
    ];
    const lines = (text = "") => text.split("\n").filter((line) => line.startsWith("- "));
    const { types, client, "client-light": light, server } = texts(changes, "1.0.0");
    expect(lines(types)).toEqual([
      "- `Ping`: added.",
      "- `Color$SCARLET`: was RED.",
      "- `Name`: @tags added.",
    ]);
    expect(lines(client)).toEqual([
      "- **Breaking:** `Color$SCARLET`: was RED. Callers: use the new name.",
      "- `Ping`: added.",
    ]);
    expect(lines(light)).toEqual(["- `Ping`: added."]);
    expect(lines(server)).toEqual(["- **Breaking:** `Ping`: added. Implementers: add the method."]);
  });
});
