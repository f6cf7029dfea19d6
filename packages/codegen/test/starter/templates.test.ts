import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { describe, expect, test } from "vitest";
import { packageFolders } from "../../src/project/package-folders.ts";
import { fillTemplate } from "../../src/starter/templates.ts";

const templates = join(root, "packages/codegen/templates");

function read(...path: string[]): Promise<string> {
  return readFile(join(...path), "utf8");
}

describe("a template", () => {
  test("gets the values of its placeholders", () => {
    const text = "import { create__Service__Handler } from '__scope__/server';\n";
    expect(fillTemplate(text, { Service: "Things", scope: "@acme" })).toBe(
      "import { createThingsHandler } from '@acme/server';\n",
    );
  });

  test("keeps lines that end with a flag only if the flag is set", () => {
    const text = "a\nb // __openApi__\nc __openApi__\n__scope__\nd";
    expect(fillTemplate(text, { openApi: true, scope: "@acme" })).toBe("a\nb\nc\n@acme\nd");
    expect(fillTemplate(text, { openApi: false, scope: "@acme" })).toBe("a\n@acme\nd");
  });

  test("can't have a placeholder without a value", () => {
    expect(() => fillTemplate("__other__", {})).toThrow(
      new RangeError("The placeholder __other__ has no value."),
    );
  });
});

test.each([
  "types/src/error-name.ts",
  "client/tsdown.config.ts",
  "client/generated-imports.ts",
  "server/tsdown.config.ts",
  "server/src/node.ts",
  "server/src/fetch.ts",
  "server/src/lambda.ts",
])("the template of %s is the file of this repository's package", async (path) => {
  expect(await read(templates, "packages", path)).toBe(await read(root, "packages", path));
});

test.each(packageFolders)(
  "the package.json of new %s packages has the exports of this repository's",
  async (name) => {
    const template = JSON.parse(await read(templates, "packages", name, "package.json.template"));
    const own = JSON.parse(await read(root, "packages", name, "package.json"));
    const fields = ({ type, engines, sideEffects, files, exports }: Record<string, unknown>) => ({
      type,
      engines,
      sideEffects,
      files,
      exports,
    });
    // Credentials of a container are only for AWS.
    delete own.exports["./container-credentials"];
    expect(fields(template)).toEqual(fields(own));
  },
);

test.each([...packageFolders.map((name) => `packages/${name}`), "project", "project/service"])(
  "the tools in %s have the versions of this repository's tools",
  async (path) => {
    const { devDependencies } = JSON.parse(await read(templates, path, "package.json.template"));
    const tools = JSON.parse(await read(root, "package.json")).devDependencies;
    const { "@eks-auth/codegen": _, "@eks-auth/client-runtime": _runtime, ...own } = devDependencies;
    expect(tools).toMatchObject(own);
  },
);
