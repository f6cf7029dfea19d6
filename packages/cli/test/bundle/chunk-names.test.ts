import { join } from "node:path";
import { expect, test } from "vitest";
import { nameChunk, numberNames } from "../../bundle/chunk-names.ts";
import { findOrigin } from "../../bundle/module-origin.ts";

const packages = join(import.meta.dirname, "../../..");

test.each([
  ["cli/src/main.ts", "main"],
  ["cli/src/doctor/check-sts.ts", "doctor-check-sts"],
  ["cli/package.json", "package"],
  ["service/src/token/verify-token.ts", "service-token-verify-token"],
  ["service/src/index.ts", "service"],
  ["client/dist/index.js", "client"],
  ["kubernetes/src/watch/index.ts", "kubernetes-watch"],
  ["../node_modules/jose/dist/webapi/jws/verify.js", "jose"],
  ["../node_modules/@smithy/core/dist-es/index.js", "smithy-core"],
  ["cli/node_modules/lru-cache/index.js", "lru-cache"],
])("%s names its chunk %s", (path, name) => {
  expect(nameChunk(join(packages, path))).toBe(name);
});

test("a module of the bundler itself is of no package", () => {
  for (const id of ["\0rolldown/runtime.js", "\0@oxc-project+runtime@0.1.0/helpers/esm/usingCtx.js"]) {
    expect(findOrigin(id)).toBeUndefined();
    expect(nameChunk(id)).toBe("runtime");
  }
});

test("equal names get numbers", () => {
  expect(numberNames(["a", "b", "a", "a"])).toEqual(["a", "b", "a-2", "a-3"]);
});
