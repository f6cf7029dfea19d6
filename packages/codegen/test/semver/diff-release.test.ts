import { describe, expect, test } from "vitest";
import { requiredBumps } from "../../src/semver/change.ts";
import { renderChangeset } from "../../src/semver/changeset.ts";
import { findChanges } from "../../src/semver/diff-release.ts";
import { minimalModel, withTrait } from "../models.ts";

const model = minimalModel();
const outputs = { "packages/client/src/gen/index.ts": "1", "packages/server/src/gen/read.ts": "1" };
const release = { model, outputs };

test("before the first release, all of it is new, and asks for a minor version of each package", () => {
  const changes = findChanges(undefined, release);
  expect(changes).toEqual([{ rule: "first-release", place: "Things", what: "all of it is new" }]);
  expect(requiredBumps(changes, "0.0.0")).toEqual({ types: "minor", client: "minor", server: "minor" });
});

test("nothing changed", () => {
  const changes = findChanges(release, release);
  expect(changes).toEqual([]);
  expect(renderChangeset(changes, requiredBumps(changes, "1.0.0"))).toBeUndefined();
});

describe("generated code changed:", () => {
  const regenerated = { ...outputs, "packages/client/src/gen/index.ts": "2" };

  test("by a generator: a patch of the package whose code it is", () => {
    const changes = findChanges(release, { model, outputs: regenerated });
    expect(changes).toEqual([
      {
        rule: "generated-code-changed",
        place: "@eks-auth/client",
        what: "1 generated file changed",
        only: "client",
      },
    ]);
    expect(requiredBumps(changes, "1.0.0")).toEqual({ types: "none", client: "patch", server: "none" });
  });

  test("by a change of the model, which says more", () => {
    const now = withTrait("ex#Name", "smithy.api#documentation", "A name.");
    const changes = findChanges(release, { model: now, outputs: regenerated });
    expect(changes.map(({ rule }) => rule)).toEqual(["documentation-changed"]);
  });

  test("beside a change of the model that doesn't reach the package", () => {
    const now = withTrait("ex#Name", "smithy.api#tags", ["new"]);
    const changes = findChanges(release, { model: now, outputs: regenerated });
    expect(changes.map(({ rule }) => rule)).toEqual(["model-detail", "generated-code-changed"]);
  });

  test("a file that was added or removed counts, too", () => {
    const { "packages/server/src/gen/read.ts": _, ...fewer } = regenerated;
    const changes = findChanges(release, {
      model,
      outputs: { ...fewer, "packages/client/src/gen/a.ts": "1" },
    });
    expect(changes.map(({ what }) => what)).toEqual([
      "2 generated files changed",
      "1 generated file changed",
    ]);
  });
});

test.each([
  ["0.3.1", { types: "patch", client: "minor", server: "minor" }],
  ["1.0.0", { types: "patch", client: "major", server: "major" }],
])("a break after %s", (version, bumps) => {
  const now = withTrait("ex#Name", "smithy.api#pattern", "^a*$");
  expect(requiredBumps(findChanges(release, { model: now, outputs }), version)).toEqual(bumps);
});

test("a changeset names each package with its own bump, and what to do; patterns stay as they are", () => {
  const now = withTrait("ex#Name", "smithy.api#pattern", "^a*$");
  const changes = findChanges(release, { model: now, outputs });
  expect(renderChangeset(changes, requiredBumps(changes, "1.0.0"))).toBe(
    [
      "---",
      '"@eks-auth/types": patch',
      '"@eks-auth/client": major',
      '"@eks-auth/server": major',
      "---",
      "",
      "What changed in the API:",
      "",
      '- `Name`: `@pattern added "^a*$", in requests`. Callers: keep to the new constraint.',
      "",
    ].join("\n"),
  );
});
