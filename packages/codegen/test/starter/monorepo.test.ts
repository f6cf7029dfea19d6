import { expect, test } from "vitest";
import { createMonorepo } from "../../src/starter/monorepo.ts";

test.each([
  ["@acme", "book-shop", "acme.bookshop"],
  ["@acme.dev_team-", "library", "acme.dev.team.library"],
  ["@3d", "library", "_3d.library"],
])("the namespace of %s and %s is %s", async (scope, name, namespace) => {
  const files = await createMonorepo({ folder: "/project", scope, name, tarballs: undefined });
  expect(files.get("model/main.smithy")).toContain(`\nnamespace ${namespace}\n`);
});
