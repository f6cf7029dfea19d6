import type { AstShape, JsonAst, Traits } from "../../codegen/model/json-ast.ts";

const shapes: Readonly<Record<string, AstShape>> = {
  "ex#Things": {
    type: "service",
    version: "1",
    operations: [{ target: "ex#PutThing" }],
    traits: { "aws.protocols#restJson1": {} },
  },
  "ex#PutThing": {
    type: "operation",
    input: { target: "ex#PutThingInput" },
    output: { target: "ex#PutThingOutput" },
    errors: [{ target: "ex#Refused" }],
    traits: { "smithy.api#http": { method: "PUT", uri: "/things/{id}" } },
  },
  "ex#PutThingInput": {
    type: "structure",
    members: {
      id: { target: "smithy.api#String", traits: { "smithy.api#httpLabel": {}, "smithy.api#required": {} } },
      name: { target: "ex#Name" },
    },
  },
  "ex#PutThingOutput": { type: "structure", members: { made: { target: "smithy.api#Timestamp" } } },
  "ex#Name": { type: "string" },
  "ex#Refused": {
    type: "structure",
    members: { message: { target: "smithy.api#String" } },
    traits: { "smithy.api#error": "client" },
  },
};

/**
 * A small model that can be generated: `PUT /things/{id}` of the service `ex#Things`.
 *
 * @param changes - shapes to add, or to stand in for the model's own; `undefined` takes one away
 */
export function minimalModel(changes: Readonly<Record<string, AstShape | undefined>> = {}): JsonAst {
  const entries = Object.entries({ ...shapes, ...changes });
  const defined = entries.filter((entry): entry is [string, AstShape] => entry[1] !== undefined);
  return { smithy: "2.0", shapes: Object.fromEntries(defined) };
}

/**
 * The minimal model with one of its shapes changed.
 *
 * @param id - `ex#PutThing`
 * @param change - properties to add to the shape, or to put in place of its own
 */
export function withChange(id: string, change: Partial<AstShape>): JsonAst {
  return minimalModel({ [id]: { ...shapeOf(id), ...change } });
}

/**
 * The minimal model with a trait added.
 *
 * @param place - a shape, or a member of one: `ex#PutThingInput$name`
 */
export function withTrait(place: string, trait: string, value: unknown): JsonAst {
  const [id = "", name] = place.split("$");
  const { traits, members = {} } = shapeOf(id);
  const add = (present: Traits | undefined): Traits => ({ ...present, [trait]: value });
  const member = name === undefined ? undefined : members[name];
  return name === undefined || member === undefined
    ? withChange(id, { traits: add(traits) })
    : withChange(id, { members: { ...members, [name]: { ...member, traits: add(member.traits) } } });
}

function shapeOf(id: string): AstShape {
  const shape = shapes[id];
  if (shape === undefined) {
    throw new Error(`The minimal model has no ${id}.`);
  }
  return shape;
}
