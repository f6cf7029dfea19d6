import type { AstMember, AstShape, Traits } from "@eks-auth/codegen";

/** Adds Smithy's namespace to the names of traits. */
export function traits(values: Traits): Traits {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`smithy.api#${name}`, value]));
}

/** A member, or an item of a list. A target in Smithy's prelude starts with `#`: `#String`. */
export function member(target: string, values: Traits = {}): AstMember {
  return { target: shapeId(target), traits: traits(values) };
}

/** The ID of a shape of this model or, if the name starts with `#`, of Smithy's prelude. */
export function shapeId(name: string): string {
  return name.startsWith("#") ? `smithy.api${name}` : `fuzz#${name}`;
}

/** A structure. */
export function structure(members: Readonly<Record<string, AstMember>>, values: Traits = {}): AstShape {
  return { type: "structure", members, traits: traits(values) };
}

/** A simple type with traits. */
export function simple(type: string, values: Traits): AstShape {
  return { type, traits: traits(values) };
}

/** A list. */
export function list(item: string, values: Traits = {}): AstShape {
  return { type: "list", member: member(item), traits: traits(values) };
}

/** A map. */
export function map(key: string, value: string, values: Traits = {}): AstShape {
  return { type: "map", key: member(key), value: member(value), traits: traits(values) };
}

/** An operation with the input `<name>Input` and the output `<name>Output`. */
export function operation(name: string, method: string, uri: string, code = 200): AstShape {
  return {
    type: "operation",
    input: { target: shapeId(`${name}Input`) },
    output: { target: shapeId(`${name}Output`) },
    errors: [],
    traits: traits({ http: { method, uri, code } }),
  };
}
