import { byName } from "./by-name.ts";
import { isConstrained } from "./constraints.ts";
import { type AstMember, type AstShape, type JsonAst, shapeName, UnsupportedModelError } from "./json-ast.ts";
import type { ErrorStructure, Member, StringType, Structure, Type } from "./service.ts";
import { documentationOf, refuseUnsupportedTraits } from "./traits.ts";

/** Resolves the shapes that operations refer to, each of them once. */
export class StructureResolver {
  readonly #ast: JsonAst;
  readonly #types = new Map<string, Type>();
  readonly #errors = new Map<string, ErrorStructure>();
  readonly #underWay = new Set<string>();
  readonly #inputs = new Set<string>();

  constructor(ast: JsonAst) {
    this.#ast = ast;
  }

  /** Every structure that was resolved, errors aside, by name. */
  get structures(): readonly Structure[] {
    return byName([...this.#types.values()].filter((type) => type.kind === "structure"));
  }

  /** Every string with constraints that was resolved, by name. */
  get constrainedStrings(): readonly StringType[] {
    const strings = [...this.#types.values()].filter((type) => type.kind === "string");
    return byName(strings.filter(isConstrained));
  }

  /** Every error that was resolved, by name. */
  get errors(): readonly ErrorStructure[] {
    return byName(this.#errors.values());
  }

  /**
   * Resolves the input or output of an operation.
   *
   * @throws UnsupportedModelError where something in it can't be generated yet
   */
  resolveRoot(id: string | undefined, role: "input" | "output", operation: string): Structure {
    if (id === undefined || id === "smithy.api#Unit") {
      throw new UnsupportedModelError(operation, `an operation without ${role} is not supported yet.`);
    }
    const structure = this.#resolve(id, role);
    if (structure.kind !== "structure") {
      throw new UnsupportedModelError(operation, `its ${role} must be a structure.`);
    }
    return structure;
  }

  /**
   * Resolves an error of an operation.
   *
   * @throws UnsupportedModelError where it has members beside an optional message
   */
  resolveError(id: string): ErrorStructure {
    const known = this.#errors.get(id);
    if (known !== undefined) {
      return known;
    }
    const shape = this.#find(id);
    refuseUnsupportedTraits(shape.traits, "error", id);
    for (const [name, member] of Object.entries(shape.members ?? {})) {
      if (name !== "message" || member.target !== "smithy.api#String") {
        const problem = "an error may only have a member `message`, a String, so far.";
        throw new UnsupportedModelError(`${id}$${name}`, problem);
      }
      refuseUnsupportedTraits(member.traits, "error member", `${id}$${name}`);
    }
    const fault = shape.traits?.["smithy.api#error"] as "client" | "server";
    const error: ErrorStructure = {
      name: shapeName(id),
      documentation: documentationOf(shape.traits),
      fault,
      status:
        (shape.traits?.["smithy.api#httpError"] as number | undefined) ?? (fault === "client" ? 400 : 500),
    };
    this.#errors.set(id, error);
    return error;
  }

  #resolve(id: string, role: "input" | "output" | "part"): Type {
    if (this.#underWay.has(id)) {
      throw new UnsupportedModelError(id, "a recursive shape is not supported yet.");
    }
    const known = this.#types.get(id);
    // An input's reader is made for the path of its one operation.
    if (role === "input" ? known !== undefined : this.#inputs.has(id)) {
      throw new UnsupportedModelError(
        id,
        "the input of an operation can't be used in a second place so far.",
      );
    }
    if (known !== undefined) {
      return known;
    }
    if (role === "input") {
      this.#inputs.add(id);
    }
    this.#underWay.add(id);
    const type = this.#resolveShape(id, role);
    this.#underWay.delete(id);
    this.#types.set(id, type);
    return type;
  }

  #resolveShape(id: string, role: "input" | "output" | "part"): Type {
    switch (id) {
      case "smithy.api#String":
        return resolveString(id, { type: "string" });
      case "smithy.api#Timestamp":
        return { kind: "timestamp" };
    }
    if (id.startsWith("smithy.api#")) {
      throw unsupportedType(id, "this type");
    }
    const shape = this.#find(id);
    switch (shape.type) {
      case "string":
        return resolveString(id, shape);
      case "structure":
        return this.#resolveStructure(id, shape, role);
      default:
        throw unsupportedType(id, `a shape of type ${shape.type}`);
    }
  }

  #resolveStructure(id: string, shape: AstShape, role: "input" | "output" | "part"): Structure {
    refuseUnsupportedTraits(shape.traits, "structure", id);
    const members = Object.entries(shape.members ?? {});
    return {
      kind: "structure",
      name: shapeName(id),
      documentation: documentationOf(shape.traits),
      sensitive: isSensitive(shape),
      members: members.map(([name, member]) => this.#resolveMember(`${id}$${name}`, name, member, role)),
    };
  }

  #resolveMember(place: string, name: string, member: AstMember, role: "input" | "output" | "part"): Member {
    refuseUnsupportedTraits(member.traits, role === "input" ? "input member" : "member", place);
    const target = this.#resolve(member.target, "part");
    const location = member.traits?.["smithy.api#httpLabel"] === undefined ? "body" : "label";
    if (location === "label" && target.kind !== "string") {
      throw new UnsupportedModelError(place, "only a string can be bound to a label of the path so far.");
    }
    return {
      name,
      documentation: documentationOf(member.traits),
      required: member.traits?.["smithy.api#required"] !== undefined,
      target,
      location,
    };
  }

  #find(id: string): AstShape {
    const shape = this.#ast.shapes[id];
    if (shape === undefined) {
      throw new UnsupportedModelError(id, "the model does not define this shape.");
    }
    return shape;
  }
}

function resolveString(id: string, shape: AstShape): StringType {
  refuseUnsupportedTraits(shape.traits, "string", id);
  const pattern = shape.traits?.["smithy.api#pattern"] as string | undefined;
  if (pattern !== undefined && !isExpression(pattern)) {
    const problem = `the pattern ${pattern} is not a regular expression of JavaScript with the flag u.`;
    throw new UnsupportedModelError(id, problem);
  }
  return {
    kind: "string",
    name: shapeName(id),
    sensitive: isSensitive(shape),
    length: shape.traits?.["smithy.api#length"] as StringType["length"],
    pattern,
  };
}

function unsupportedType(id: string, what: string): UnsupportedModelError {
  const supported = "structure, string, smithy.api#String and smithy.api#Timestamp";
  return new UnsupportedModelError(
    id,
    `${what} is not supported by the server generator yet. It supports: ${supported}.`,
  );
}

/** Smithy checks a pattern by the rules of Java's regular expressions, which differ from ours. */
function isExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u") !== undefined;
  } catch {
    return false;
  }
}

function isSensitive(shape: AstShape): boolean {
  return shape.traits?.["smithy.api#sensitive"] !== undefined;
}
