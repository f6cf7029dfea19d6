import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { projectTarget } from "../../src/emit/target.ts";
import { npxCommandLine } from "../../src/project/command-line.ts";
import { parseSettings } from "../../src/project/settings.ts";
import { describeMissing, findMissingDependencies } from "../../src/starter/dependencies.ts";

const folder = useTempFolder("dependencies");
const settings = parseSettings('{ "scope": "@acme" }', "codegen.json");
const target = projectTarget({ folder: folder.path, settings, commandLine: npxCommandLine });

// What @waitable and @requestCompression add to a client.
const files = new Map([
  [
    "packages/client/src/gen/waiters/waitForThing.ts",
    'import { createWaiter } from "@smithy/util-waiter";\nimport { join } from "node:path";\n',
  ],
  [
    "packages/client/src/gen/ThingsClient.ts",
    'import { getCompressionPlugin } from "@aws-sdk/middleware-compression";\n',
  ],
  ["packages/client/test/gen/restjson1.spec.ts", 'import { expect } from "vitest";\n'],
  [
    "packages/server/src/gen/check.ts",
    'import { compileLinearPattern } from "@eks-auth/server-runtime/linear-pattern";\n',
  ],
]);

test("names each package that generated code imports and package.json doesn't list", async () => {
  const listed = { dependencies: { "@smithy/util-waiter": "^4.0.0" } };
  await folder.write("packages/client/package.json", JSON.stringify(listed));
  await folder.write("packages/server/package.json", "{}");
  const missing = await findMissingDependencies(files, target);
  expect(missing.map(describeMissing)).toEqual([
    'add "@aws-sdk/middleware-compression" to the dependencies in packages/client/package.json.',
    'add "@eks-auth/server-runtime" to the dependencies in packages/server/package.json.',
    'add "re2js" to the dependencies in packages/server/package.json.',
  ]);
});

test("a package without package.json is new, and lacks nothing", async () => {
  expect(await findMissingDependencies(files, target)).toEqual([]);
});

test("the runtime of a light client is found in any part of its package.json, because the build finds it", async () => {
  const light = new Map([
    [
      "packages/client-light/src/gen/client.ts",
      'import { createClient } from "@eks-auth/client-runtime";\nimport { platform } from "@eks-auth/client-runtime/platform";\n',
    ],
  ]);
  const find = async (manifest: object) => {
    await folder.write("packages/client-light/package.json", JSON.stringify(manifest));
    return (await findMissingDependencies(light, target)).map(describeMissing);
  };
  const listed = { "@eks-auth/client-runtime": "0.0.0" };
  expect(await find({ devDependencies: listed })).toEqual([]);
  expect(await find({ dependencies: listed })).toEqual([]);
  expect(await find({})).toEqual([
    'add "@eks-auth/client-runtime": "0.0.0" to the devDependencies in packages/client-light/package.json.',
  ]);
});
