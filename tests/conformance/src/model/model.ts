import { parseExactly } from "./exact-numbers.ts";

/** A reference to a shape, and the traits of the member that refers. */
export interface Member {
  readonly target: string;
  readonly traits?: Readonly<Record<string, unknown>>;
}

/** A shape of the JSON AST, as far as the tests look at it. */
export interface Shape {
  readonly type: string;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly members?: Readonly<Record<string, Member>>;
  /** What a list holds. */
  readonly member?: Member;
  /** What a map holds. */
  readonly value?: Member;
  /** An operation's input, output and errors. */
  readonly input?: Member;
  readonly output?: Member;
  readonly errors?: readonly Member[];
  /** A service's new names for shapes, by their ids. */
  readonly rename?: Readonly<Record<string, string>>;
}

/** An operation and its name without the namespace. */
export interface Operation {
  readonly name: string;
  readonly shape: Shape;
}

/** The model of one service. */
export class Model {
  readonly #shapes: Readonly<Record<string, Shape>>;

  /** @param text - a JSON AST that holds one service */
  constructor(text: string) {
    this.#shapes = (parseExactly(text) as { shapes: Record<string, Shape> }).shapes;
  }

  /**
   * Looks a shape up, those of Smithy's prelude included.
   *
   * @throws Error where the model has no such shape
   */
  getShape(id: string): Shape {
    const shape = this.#shapes[id] ?? getPreludeShape(id);
    if (shape === undefined) {
      throw new Error(`the model has no shape ${id}`);
    }
    return shape;
  }

  /** The operations of the service, by name. */
  getOperations(): Operation[] {
    return Object.entries(this.#shapes)
      .filter(([, { type }]) => type === "operation")
      .map(([id, shape]) => ({ name: getShortName(id), shape }))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /**
   * Finds an operation by its name.
   *
   * @throws Error where the service has no such operation
   */
  getOperation(name: string): Operation {
    const operation = this.getOperations().find((it) => it.name === name);
    if (operation === undefined) {
      throw new Error(`the service has no operation ${name}`);
    }
    return operation;
  }

  /** What the service calls a shape. */
  getName(id: string): string {
    const service = Object.values(this.#shapes).find(({ type }) => type === "service");
    return service?.rename?.[id] ?? getShortName(id);
  }
}

/** The name of a shape without its namespace. */
function getShortName(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

/** Reads a trait of Smithy's prelude; `undefined` where it isn't there, and an empty object is what a mark holds. */
export function getTrait<T = unknown>(shape: Shape | Member, name: string): T | undefined {
  return shape.traits?.[`smithy.api#${name}`] as T | undefined;
}

function getPreludeShape(id: string): Shape | undefined {
  const [namespace, name = ""] = id.split("#");
  if (namespace !== "smithy.api") {
    return undefined;
  }
  const type = name.replace("Primitive", "");
  return name === "Unit" ? { type: "structure" } : { type: type.charAt(0).toLowerCase() + type.slice(1) };
}
