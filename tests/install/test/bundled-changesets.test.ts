import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";

/** Lists the packages that the command bundles, from its source maps: a change of one is a change of the command. */
function listBundled(): string[] {
  const dist = join(root, "packages/cli/dist");
  const sources = globSync("*.map", { cwd: dist }).flatMap(
    (file): string[] => JSON.parse(readFileSync(join(dist, file), "utf8")).sources,
  );
  const folders = sources.flatMap((source) => {
    const path = relative(root, join(dist, source));
    const [, folder] = /^((?:eks-api\/)?packages\/(?!cli\/)[^/]+)\/src\//.exec(path) ?? [];
    return folder === undefined ? [] : [folder];
  });
  return [...new Set(folders)]
    .map((folder): string => JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")).name)
    .sort();
}

/** Finds the bundled packages whose changes would be released without the command. */
function findMissed(changesets: readonly string[]): string[] {
  const released = changesets.flatMap((text) =>
    [...text.matchAll(/^"([^"]+)": (?:major|minor|patch)$/gm)].map(([, name = ""]) => name),
  );
  return released.includes("@eks-auth/cli") ? [] : listBundled().filter((name) => released.includes(name));
}

test("the pending changesets release the command if they release a package that it bundles", () => {
  const files = globSync(".changeset/*.md", { cwd: root });
  const advice = 'Add "@eks-auth/cli": patch to a changeset. The command has its own copy of these packages';
  expect(findMissed(files.map((file) => readFileSync(join(root, file), "utf8"))), advice).toEqual([]);
});

test("the command bundles the packages of its servers, and not the official client", () => {
  expect(listBundled()).toEqual(
    expect.arrayContaining([
      "@eks-auth/agent",
      "@eks-auth/eks-api-server",
      "@eks-auth/server",
      "@eks-auth/service",
    ]),
  );
  expect(listBundled()).not.toContain("@eks-auth/client");
});

test("a change of the service needs one of the command, and a change of the generator doesn't", () => {
  const service = '---\n"@eks-auth/service": patch\n---\n\nA change.\n';
  expect(findMissed([service])).toEqual(["@eks-auth/service"]);
  expect(findMissed([service, '---\n"@eks-auth/cli": patch\n---\n\nA change.\n'])).toEqual([]);
  expect(findMissed(['---\n"@eks-auth/codegen": minor\n---\n\nA change.\n'])).toEqual([]);
});
