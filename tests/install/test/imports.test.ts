import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { describe, expect, test } from "vitest";
import { findFolderCircles, listImports } from "../src/imports.ts";

const packages = globSync("{packages,eks-api/packages}/*/package.json", { cwd: root }).map((path) =>
  dirname(path),
);

describe.each(packages)("%s", (folder) => {
  test("has no circle of imports between folders of src", () => {
    const imports = listImports(`${folder}/src/**/*.ts`);
    expect(imports).not.toEqual([]);
    expect(findFolderCircles(imports, `${folder}/src`)).toEqual([]);
  });
});

/** The command exports nothing, and its audit is measured in one process with the service. */
const measured = "packages/cli/src/audit/audit-log.ts";

test("no workspace imports files of another by a relative path or past its exports", () => {
  const imports = listImports(
    "{packages,eks-api/packages,tests}/*/**/*.{ts,mts,mjs,js}",
    "{benchmarks,scripts}/**/*.{ts,js}",
  );
  expect(imports.length).toBeGreaterThan(1000);
  const crossing = imports.filter(({ from, to }) =>
    to.startsWith("@eks-auth/")
      ? /\/(src|test|dist)\/|\.ts$/.test(to)
      : workspaceOf(from) !== workspaceOf(to) && !(from.startsWith("benchmarks/") && to === measured),
  );
  expect(crossing).toEqual([]);
});

test("finds a circle between folders, but not between a folder and its subfolder", () => {
  const imports = [
    { from: "src/http/read.ts", to: "src/errors/error.ts" },
    { from: "src/errors/error.ts", to: "src/text/format.ts" },
    { from: "src/text/format.ts", to: "src/http/status.ts" },
    { from: "src/text/format.ts", to: "src/text/unicode/format.ts" },
    { from: "src/text/unicode/format.ts", to: "src/text/escape.ts" },
    { from: "src/index.ts", to: "src/http/read.ts" },
  ];
  expect(findFolderCircles(imports, "src")).toEqual([["http", "errors", "text", "http"]]);
  expect(findFolderCircles(imports.slice(3), "src")).toEqual([]);
});

function workspaceOf(path: string): string | undefined {
  return /^(packages\/|eks-api\/packages\/|tests\/)?[^/]+/.exec(path)?.[0];
}

/** Lists what a built file imports, with what those files import by relative paths. */
function listBuiltImports(file: string): string[] {
  const specifiers = readFileSync(file, "utf8").matchAll(/^(?:import|export) .*?"([^"]+)";$/gm);
  return Array.from(specifiers, ([, specifier = ""]) => specifier).flatMap((specifier) =>
    specifier.startsWith(".") ? listBuiltImports(join(dirname(file), specifier)) : [specifier],
  );
}

test.each(["index", "fetch", "event-stream", "nfa-pattern"])(
  "the entry %s of the stub's runtime needs no module of Node.js",
  (entry) => {
    const imports = listBuiltImports(join(root, `packages/server-runtime/dist/${entry}.js`));
    expect(imports.filter((specifier) => !specifier.startsWith("@smithy/core/"))).toEqual([]);
  },
);

test("the entry node of the stub's runtime needs modules of Node.js, also those of files that it imports", () => {
  const imports = listBuiltImports(join(root, "packages/server-runtime/dist/node.js"));
  expect(imports).toContain("node:net");
});
