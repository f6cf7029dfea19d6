import type { AstMember, AstShape, JsonAst } from "@eks-auth/codegen";

/** An operation, as the model has it. */
export interface OperationShape {
  readonly name: string;
  readonly method: string;
  readonly uri: string;
  readonly code: number;
  /** Shape IDs. */
  readonly input: string;
  readonly output: string;
}

/** A model's shapes, looked up without the generator's own reading of the model. */
export class Shapes {
  readonly #ast: JsonAst;
  readonly operations: readonly OperationShape[];

  constructor(ast: JsonAst) {
    this.#ast = ast;
    this.operations = Object.entries(ast.shapes)
      .filter(([, shape]) => shape.type === "operation")
      .map(([id, shape]) => ({
        name: id.slice(id.indexOf("#") + 1),
        ...(shape.traits?.["smithy.api#http"] as { method: string; uri: string; code: number }),
        input: shape.input?.target ?? "smithy.api#Unit",
        output: shape.output?.target ?? "smithy.api#Unit",
      }));
  }

  /** Looks a shape up. Those of the prelude have a type and nothing else. */
  find(id: string): AstShape {
    const [namespace, name = ""] = id.split("#");
    const prelude = name === "Unit" ? "structure" : name.charAt(0).toLowerCase() + name.slice(1);
    const shape = this.#ast.shapes[id] ?? (namespace === "smithy.api" ? { type: prelude } : undefined);
    if (shape === undefined) {
      throw new Error(`The model has no shape ${id}.`);
    }
    return shape;
  }

  /** The members of a structure or a union. */
  membersOf(id: string): readonly [name: string, member: AstMember][] {
    return Object.entries(this.find(id).members ?? {});
  }
}

/** The value of a trait of Smithy's own, of a member or a shape. */
export function getTrait<T = unknown>(owner: AstMember | AstShape, name: string): T | undefined {
  return owner.traits?.[`smithy.api#${name}`] as T | undefined;
}

/** Whether a member or a shape has a trait. */
export function hasTrait(owner: AstMember | AstShape, name: string): boolean {
  return getTrait(owner, name) !== undefined;
}

/** The part that a list or a map is said to have by its type. */
export function requirePart(part: AstMember | undefined): AstMember {
  if (part === undefined) {
    throw new Error("A list has a member, a map a key and a value.");
  }
  return part;
}
