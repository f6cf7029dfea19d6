import type { AstMember, AstShape, JsonAst } from "@eks-auth/codegen";

/** A member of a shape. */
export type Member = AstMember;

/** A shape. */
export type Shape = AstShape;

/** An operation of a service. */
export interface Operation {
  /** Without the namespace. */
  readonly name: string;
  readonly shape: Shape;
  readonly method: string;
  readonly uri: string;
  /** The status of a response without an error. */
  readonly code: number;
  /** Shape IDs. */
  readonly input: string;
  readonly output: string;
}

/** The model of one service. It is read without the code of the generator under test. */
export class Model {
  readonly #shapes: Readonly<Record<string, Shape>>;
  /** Sorted by name. */
  readonly operations: readonly Operation[];

  /** @param ast - contains one service, and the definitions of no traits */
  constructor(ast: JsonAst) {
    this.#shapes = ast.shapes;
    this.operations = Object.entries(ast.shapes)
      .filter(([, { type }]) => type === "operation")
      .map(([id, shape]) => ({
        name: getShortName(id),
        shape,
        ...(getTrait(shape, "http") as { method: string; uri: string; code: number }),
        input: shape.input?.target ?? "smithy.api#Unit",
        output: shape.output?.target ?? "smithy.api#Unit",
      }))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /**
   * Finds a shape of the model or of Smithy's prelude.
   *
   * @throws Error if there is no such shape
   */
  getShape(id: string): Shape {
    const shape = this.#shapes[id] ?? getPreludeShape(id);
    if (shape === undefined) {
      throw new Error(`the model has no shape ${id}`);
    }
    return shape;
  }

  /** The members of a structure or union. */
  getMembers(id: string): [name: string, member: Member][] {
    return Object.entries(this.getShape(id).members ?? {});
  }

  /**
   * Finds an operation by its name.
   *
   * @throws Error if there is no such operation
   */
  getOperation(name: string): Operation {
    const operation = this.operations.find((it) => it.name === name);
    if (operation === undefined) {
      throw new Error(`the service has no operation ${name}`);
    }
    return operation;
  }

  /** The shape IDs of the errors that an operation lists, and of those of its service. */
  errorsOf({ shape }: Operation): string[] {
    const service = Object.values(this.#shapes).find(({ type }) => type === "service");
    return [...new Set([...(shape.errors ?? []), ...(service?.errors ?? [])].map(({ target }) => target))];
  }

  /** The name of the service's clients: its SDK ID without spaces, or its own name. */
  get clientName(): string {
    const [id = "", service] = Object.entries(this.#shapes).find(([, { type }]) => type === "service") ?? [];
    const { sdkId = getShortName(id) } = (service?.traits?.["aws.api#service"] ?? {}) as { sdkId?: string };
    return sdkId.replaceAll(" ", "");
  }

  /** The name of a shape in the service: without the namespace, and renamed if the service renames it. */
  getName(id: string): string {
    const service = Object.values(this.#shapes).find(({ type }) => type === "service");
    return service?.rename?.[id] ?? getShortName(id);
  }
}

function getShortName(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

/** The value of a trait in `smithy.api`, or undefined if it is absent. The value of a trait without content is `{}`. */
export function getTrait<T = unknown>(owner: Shape | Member, name: string): T | undefined {
  return owner.traits?.[`smithy.api#${name}`] as T | undefined;
}

/** Whether a shape or member has a trait in `smithy.api`. */
export function hasTrait(owner: Shape | Member, name: string): boolean {
  return getTrait(owner, name) !== undefined;
}

/** Returns the member of a list, or the key or value of a map, which the type of {@link Shape} makes optional. */
export function requirePart(part: Member | undefined): Member {
  if (part === undefined) {
    throw new Error("the list has no member, or the map no key or value");
  }
  return part;
}

function getPreludeShape(id: string): Shape | undefined {
  const [namespace, name = ""] = id.split("#");
  if (namespace !== "smithy.api") {
    return undefined;
  }
  const type = name.replace("Primitive", "");
  return name === "Unit" ? { type: "structure" } : { type: type.charAt(0).toLowerCase() + type.slice(1) };
}
