import type { AstMember, AstShape, JsonAst, Traits } from "../src/model/json-ast.ts";

export const required: Traits = { "smithy.api#required": {} };

/** The traits of a label. */
export const label: Traits = { ...required, "smithy.api#httpLabel": {} };

/** Creates a member. A target without a namespace is in `ex`. */
export function member(target: string, traits?: Traits): AstMember {
  const id = target.includes("#") ? target : `ex#${target}`;
  return traits === undefined ? { target: id } : { target: id, traits };
}

/** Creates a structure. */
export function structure(members: Readonly<Record<string, AstMember>>, traits: Traits = {}): AstShape {
  return { type: "structure", members, traits };
}

const shapes: Readonly<Record<string, AstShape>> = {
  "ex#Things": {
    type: "service",
    version: "1",
    operations: [member("PutThing")],
    traits: { "aws.protocols#restJson1": {} },
  },
  "ex#PutThing": {
    type: "operation",
    input: { target: "ex#PutThingInput" },
    output: { target: "ex#PutThingOutput" },
    errors: [{ target: "ex#Refused" }],
    traits: { "smithy.api#http": { method: "PUT", uri: "/things/{id}" } },
  },
  "ex#PutThingInput": structure({ id: member("smithy.api#String", label), name: member("Name") }),
  "ex#PutThingOutput": structure({ made: member("smithy.api#Timestamp") }),
  "ex#Name": { type: "string" },
  "ex#Refused": structure({ message: member("smithy.api#String") }, { "smithy.api#error": "client" }),
};

/**
 * Creates a small valid model: `PUT /things/{id}` of the service `ex#Things`.
 *
 * @param changes - shapes to add or replace by ID; `undefined` removes one
 */
export function minimalModel(changes: Readonly<Record<string, AstShape | undefined>> = {}): JsonAst {
  const entries = Object.entries({ ...shapes, ...changes });
  const defined = entries.filter((entry): entry is [string, AstShape] => entry[1] !== undefined);
  return { smithy: "2.0", shapes: Object.fromEntries(defined) };
}

/**
 * Returns the minimal model with one shape changed.
 *
 * @param id - `ex#PutThing`
 * @param change - properties to add or replace
 */
export function withChange(id: string, change: Partial<AstShape>): JsonAst {
  return minimalModel({ [id]: { ...shapeOf(id), ...change } });
}

/**
 * Returns the minimal model with a trait added.
 *
 * @param path - a shape, or a member: `ex#PutThingInput$name`
 */
export function withTrait(path: string, trait: string, value: unknown): JsonAst {
  const [id = "", name] = path.split("$");
  const { traits, members = {} } = shapeOf(id);
  const add = (present: Traits | undefined): Traits => ({ ...present, [trait]: value });
  const member = name === undefined ? undefined : members[name];
  return name === undefined || member === undefined
    ? withChange(id, { traits: add(traits) })
    : withChange(id, { members: { ...members, [name]: { ...member, traits: add(member.traits) } } });
}

export function shapeOf(id: string): AstShape {
  const shape = shapes[id];
  if (shape === undefined) {
    throw new Error(`The minimal model has no ${id}.`);
  }
  return shape;
}

function operation(name: string, output: string, method: string, uri: string, errors: string[]): AstShape {
  return {
    type: "operation",
    input: { target: `ex#${name}Input` },
    output: { target: `ex#${output}` },
    errors: errors.map((error) => ({ target: `ex#${error}` })),
    traits: { "smithy.api#http": { method, uri, code: method === "POST" ? 201 : 200 } },
  };
}

/**
 * A model with features that the EKS Auth model doesn't have: two methods on one path, two labels, a literal and a label
 * in the same position, optional members, structures and timestamps in inputs, structures without members, members named
 * like variables and keywords. It lacks some that EKS Auth has: `@cors`, an error for status 500 and one for broken
 * constraints.
 */
export const thingsModel: JsonAst = {
  smithy: "2.0",
  shapes: {
    "ex#Things": {
      type: "service",
      version: "1",
      operations: ["GetThing", "MakeThing", "GetSpecialThing", "MoveThing", "Ping"].map((name) =>
        member(name),
      ),
      traits: { "aws.protocols#restJson1": {}, "smithy.api#documentation": "Keeps things." },
    },
    "ex#GetThing": operation("GetThing", "Thing", "GET", "/things/{id}", ["ThingNotFound"]),
    "ex#MakeThing": operation("MakeThing", "Thing", "POST", "/things/{id}", ["ThingExists", "ThingNotFound"]),
    "ex#GetSpecialThing": operation("GetSpecialThing", "Thing", "GET", "/things/special", []),
    "ex#MoveThing": operation("MoveThing", "MoveThingOutput", "PUT", "/shelves/{shelf}/things/{id}", [
      "ThingNotFound",
    ]),
    "ex#Ping": operation("Ping", "PingOutput", "GET", "/", []),

    "ex#GetThingInput": structure({ id: member("ThingId", label) }),
    "ex#MakeThingInput": structure({
      name: member("Name", required),
      id: member("ThingId", label),
      default: member("smithy.api#String"),
      body: member("smithy.api#String"),
      expires: member("smithy.api#Timestamp"),
      owner: member("Owner"),
      place: member("Place"),
    }),
    "ex#GetSpecialThingInput": structure({ reason: member("smithy.api#String") }),
    // The members are in another order than the labels of the path.
    "ex#MoveThingInput": structure({
      id: member("ThingId", label),
      shelf: member("smithy.api#String", label),
      since: member("smithy.api#Timestamp", required),
    }),
    "ex#MoveThingOutput": structure({}),
    "ex#PingInput": structure({}),
    "ex#PingOutput": structure({ nothing: member("Nothing", required) }),
    "ex#Nothing": structure({}),

    "ex#Thing": structure({
      id: member("smithy.api#String", required),
      made: member("smithy.api#Timestamp", required),
      expires: member("smithy.api#Timestamp"),
      owner: member("Owner"),
    }),
    "ex#Owner": structure({
      name: member("Name", required),
      home: member("Place", required),
      path: member("smithy.api#String"),
    }),
    "ex#Place": structure({ street: member("smithy.api#String"), built: member("smithy.api#Timestamp") }),
    "ex#ThingId": {
      type: "string",
      traits: { "smithy.api#length": { min: 2, max: 8 }, "smithy.api#pattern": "^[a-z]+$" },
    },
    "ex#Name": { type: "string", traits: { "smithy.api#length": { min: 1 } } },
    "ex#ThingNotFound": error({ "smithy.api#error": "client", "smithy.api#httpError": 404 }),
    "ex#ThingExists": error({ "smithy.api#error": "client", "smithy.api#httpError": 409 }),
  },
};

function error(traits: Traits): AstShape {
  return structure({ message: member("smithy.api#String") }, traits);
}
