import { expect, test } from "vitest";
import { emitServerRoute } from "../../../src/emit/server/route.ts";
import type { JsonAst } from "../../../src/model/json-ast.ts";
import { member, minimalModel, thingsModel } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

/** The lines from the first comparison to the end. */
async function emitRoute(model: JsonAst): Promise<string[]> {
  const lines = await emitLines(emitServerRoute, model);
  return lines.slice(lines.findIndex((line) => line.includes("const allowed")) + 1);
}

test("one path is one comparison", async () => {
  expect(await emitRoute(minimalModel())).toEqual([
    "  // /things/{}",
    '  if (segments.length === 3 && segments[0] === "" && segments[1] === "things" && segments[2]) {',
    "    const labels = [segments[2]];",
    '    if (method === "PUT") {',
    '      return { found: true, operation: "PutThing", labels };',
    "    }",
    '    allowed.push("PUT");',
    "  }",
    "  return { found: false, allowed };",
    "}",
  ]);
});

test("literals come before labels, operations on one path are grouped, and methods are listed once", async () => {
  const lines = await emitRoute(thingsModel);
  expect(lines.filter((line) => line.includes("//"))).toEqual([
    "  // /things/special",
    "  // /shelves/{}/things/{}",
    "  // /things/{}",
    "  // /",
  ]);
  const shared = lines.indexOf("  // /things/{}");
  expect(lines.slice(shared, shared + 12)).toEqual([
    "  // /things/{}",
    '  if (segments.length === 3 && segments[0] === "" && segments[1] === "things" && segments[2]) {',
    "    const labels = [segments[2]];",
    '    if (method === "GET") {',
    '      return { found: true, operation: "GetThing", labels };',
    "    }",
    '    allowed.push("GET");',
    '    if (method === "POST") {',
    '      return { found: true, operation: "MakeThing", labels };',
    "    }",
    '    allowed.push("POST");',
    "  }",
  ]);
  expect(lines.slice(-2)).toEqual(["  return { found: false, allowed: [...new Set(allowed)] };", "}"]);
});

test("declares a type of the operations' names", async () => {
  expect((await emitLines(emitServerRoute, thingsModel))[1]).toBe(
    'export type OperationName = "GetThing" | "MakeThing" | "GetSpecialThing" | "MoveThing" | "Ping";',
  );
});

test("a greedy label takes the rest of a path and comes last; a query literal is compared", async () => {
  const operation = (uri: string) => ({
    type: "operation",
    traits: { "smithy.api#http": { method: "GET", uri } },
  });
  const lines = await emitRoute(
    minimalModel({
      "ex#Things": {
        type: "service",
        operations: ["A", "B", "C"].map((name) => member(`${name}`)),
        traits: { "aws.protocols#restJson1": {} },
      },
      "ex#A": operation("/a/{rest+}/end"),
      "ex#B": operation("/a/{one}/end"),
      "ex#C": operation("/a/{one}/end?kind=b"),
    }),
  );
  expect(lines.filter((line) => line.includes("//"))).toEqual([
    "  // /a/{}/end?kind=b",
    "  // /a/{}/end",
    "  // /a/{+}/end",
  ]);
  expect(lines).toContain('    hasQueryLiteral(query, "kind", "b")');
  expect(lines).toContain('    segments.at(-1) === "end"');
  expect(lines).toContain('    const labels = [segments.slice(2, -1).join("/")];');
});
