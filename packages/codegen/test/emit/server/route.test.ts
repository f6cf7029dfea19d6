import { createPatternRouter, createRouter, type OperationRoute } from "@eks-auth/server-runtime";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compareSpecificity, emitServerRoute, printPattern } from "../../../src/emit/server/route.ts";
import { resolveUri } from "../../../src/model/resolve-uri.ts";
import { member, minimalModel, thingsModel } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

test("lists few operations with method and expression, the most specific first", async () => {
  expect(await emitLines(emitServerRoute, thingsModel)).toEqual([
    "/** The names of the service's operations. */",
    'export type OperationName = "GetThing" | "MakeThing" | "GetSpecialThing" | "MoveThing" | "Ping";',
    "/** Finds the operation of a request. */",
    "export const route: Router<OperationName> = createPatternRouter<OperationName>([",
    '  ["Ping", "GET", /^\\/$/],',
    '  ["GetSpecialThing", "GET", /^\\/things\\/special\\/?$/],',
    '  ["GetThing", "GET", /^\\/things\\/([^/]+)\\/?$/],',
    '  ["MakeThing", "POST", /^\\/things\\/([^/]+)\\/?$/],',
    '  ["MoveThing", "PUT", /^\\/shelves\\/([^/]+)\\/things\\/([^/]+)\\/?$/],',
    "]);",
  ]);
});

function emitRoutes(...uris: string[]): Promise<string[]> {
  const names = uris.map((_, index) => `A${index}`);
  const operations = uris.map((uri, index) => [
    `ex#A${index}`,
    { type: "operation", traits: { "smithy.api#http": { method: "GET", uri } } },
  ]);
  const service = {
    type: "service",
    operations: names.map((name) => member(name)),
    traits: { "aws.protocols#restJson1": {} },
  };
  return emitLines(
    emitServerRoute,
    minimalModel({ "ex#Things": service, ...Object.fromEntries(operations) }),
  );
}

test.each([
  ["16 operations", 16, "createPatternRouter"],
  ["more operations", 17, "createRouter"],
])("%s have the router %s", async (_, count, router) => {
  const uris = Array.from({ length: count }, (_value, index) => `/a${index}`);
  expect((await emitRoutes(...uris)).join()).toContain(` = ${router}<`);
});

test.each([
  ["/a/{rest+}/end", "/a/{rest+}/end"],
  ["/a/?list&kind=b=c", "/a?list&kind=b=c"],
  ["/?kind=", "/?kind"],
])("prints %s", async (uri, printed) => {
  expect((await emitRoutes(uri)).at(-1)).toContain(`["A0", "GET", ${JSON.stringify(printed)}]`);
});

const segments = fc.constantFrom("a", "b", "a.b", "(a|b)", "{x}");
const paths = fc.array(segments, { maxLength: 3 }).map((all) => `/${all.join("/")}`);
const methods = fc.constantFrom("GET", "PUT");
const services = fc.uniqueArray(
  fc.tuple(methods, paths).map(([method, uri]): OperationRoute<string> => [`${method} ${uri}`, method, uri]),
  { minLength: 1, maxLength: 16, selector: ([name]) => name },
);
const requestPaths = fc
  .array(fc.constantFrom("a", "b", "a.b", "axb", "(a|b)", "%2F", ""), { maxLength: 5 })
  .map((all) => `/${all.join("/")}`);

test("the expressions match as the tree does", () => {
  fc.assert(
    fc.property(
      services,
      methods,
      fc.array(fc.oneof(requestPaths, fc.string())),
      (operations, method, all) => {
        const tree = createRouter(operations);
        const resolved = operations.map(([name, of, uri]) => ({ name, method: of, ...resolveUri(uri, "") }));
        const route = createPatternRouter(
          resolved
            .toSorted(compareSpecificity)
            .map(({ name, method: of, path }) => [name, of, new RegExp(printPattern(path))]),
        );
        for (const path of all) {
          expect(route(method, path, ""), path).toEqual(tree(method, path, ""));
        }
      },
    ),
  );
});
