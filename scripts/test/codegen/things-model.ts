import type { AstMember, AstShape, JsonAst, Traits } from "../../codegen/model/json-ast.ts";

const required: Traits = { "smithy.api#required": {} };
const label: Traits = { ...required, "smithy.api#httpLabel": {} };

function member(target: string, traits: Traits = {}): AstMember {
  return { target: target.includes("#") ? target : `ex#${target}`, traits };
}

function structure(members: Record<string, AstMember>, traits: Traits = {}): AstShape {
  return { type: "structure", members, traits };
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
 * A made-up model that has what EKS Auth's has not: two methods on one path, two labels, a literal beside a
 * label, optional members, structures and timestamps in inputs, structures without members, members with the
 * names of variables and keywords; and that lacks what EKS Auth's has: `@cors`, an error for a 500, one for a
 * broken constraint.
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
