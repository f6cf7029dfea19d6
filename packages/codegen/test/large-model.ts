import type { AstMember, AstShape, JsonAst } from "../src/model/json-ast.ts";
import { label, member, required, structure } from "./models.ts";

/**
 * A model with many operations, in which each shape leads to all others: the least favourable case for code that looks at
 * what a shape contains.
 *
 * @param count - the number of operations; the number of shapes grows with it
 */
export function largeModel(count: number): JsonAst {
  const shapes = Array.from({ length: count }, (_, index) => Object.entries(operationShapes(index, count)));
  return {
    smithy: "2.0",
    shapes: {
      "ex#Large": {
        type: "service",
        operations: shapes.map((_, index) => member(`Operation${index}`)),
        traits: { "aws.protocols#restJson1": {} },
      },
      ...Object.fromEntries(shapes.flat()),
    },
  };
}

function operationShapes(index: number, count: number): Record<string, AstShape> {
  const part = (name: string, other: number): AstMember =>
    member(`${name}${other % count}`, { "smithy.api#documentation": `The part number ${other}.` });
  return {
    [`ex#Operation${index}`]: {
      type: "operation",
      traits: { "smithy.api#http": { method: "POST", uri: `/things/${index}/{id}` } },
      input: { target: `ex#Input${index}` },
      output: { target: `ex#Output${index}` },
      errors: [member(`Failure${index % 20}`)],
    },
    [`ex#Input${index}`]: structure({ id: member("smithy.api#String", label), part: part("Part", index) }),
    [`ex#Output${index}`]: structure({ part: part("Part", index), parts: part("Parts", index) }),
    // The parts are a binary tree whose members lead back to its root.
    [`ex#Part${index}`]: structure({
      name: member(`Name${index}`, index % 2 === 0 ? required : {}),
      left: part("Part", 2 * index + 1),
      right: part("Part", 2 * index + 2),
      parts: part("Parts", Math.floor(index / 2)),
      choice: part("Choice", index),
    }),
    [`ex#Parts${index}`]: { type: "list", member: part("Part", index) },
    [`ex#Choice${index}`]: {
      type: "union",
      members: { part: part("Part", index + 1), text: member("smithy.api#String") },
    },
    [`ex#Name${index}`]: { type: "string", traits: { "smithy.api#length": { min: 1 } } },
    ...(index < 20
      ? {
          [`ex#Failure${index}`]: structure(
            { message: member("smithy.api#String"), part: part("Part", index) },
            { "smithy.api#error": "client" },
          ),
        }
      : {}),
  };
}
