import json from "@eks-auth/types/model.json" with { type: "json" };

/** A shape of the model, as far as the protocol tests look at it. */
export interface Shape {
  type: string;
  members?: Record<string, { target: string }>;
  traits?: Record<string, unknown>;
  /** An operation's input, output and errors. */
  input?: { target: string };
  output?: { target: string };
  errors?: { target: string }[];
}

/** The shapes of the Smithy model's JSON AST, by their ids. */
export const shapes: Readonly<Record<string, Shape>> = json.shapes as unknown as Record<string, Shape>;

/**
 * Looks a shape up, those of Smithy's prelude included.
 *
 * @param id - `com.amazonaws.eksauth#Credentials`, `smithy.api#String`
 */
export function getShape(id: string): Shape {
  const shape = shapes[id];
  if (shape !== undefined) {
    return shape;
  }
  const [namespace, name = ""] = id.split("#");
  if (namespace !== "smithy.api") {
    throw new Error(`the model has no shape ${id}`);
  }
  return { type: name.toLowerCase() };
}

/** The name of a shape without its namespace. */
export function getShortName(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}
