import { CommandError } from "../terminal/run-command.ts";

/**
 * A model in Smithy's JSON AST, as far as we look into it.
 *
 * @see https://smithy.io/2.0/spec/json-ast.html
 */
export interface JsonAst {
  readonly smithy: string;
  readonly shapes: Readonly<Record<string, AstShape>>;
}

/** Traits by shape ID, each with its value. */
export type Traits = Readonly<Record<string, unknown>>;

/** A reference to another shape, by its ID. */
export interface AstReference {
  readonly target: string;
}

/** A member of a shape. */
export interface AstMember extends AstReference {
  readonly traits?: Traits;
}

/** A shape of any type: what a type doesn't have is absent. */
export interface AstShape {
  readonly type: string;
  readonly traits?: Traits;
  readonly members?: Readonly<Record<string, AstMember>>;
  /** A list's. */
  readonly member?: AstMember;
  /** A map's. */
  readonly key?: AstMember;
  readonly value?: AstMember;
  readonly version?: string;
  readonly operations?: readonly AstReference[];
  readonly resources?: readonly AstReference[];
  /** A resource's. */
  readonly collectionOperations?: readonly AstReference[];
  readonly create?: AstReference;
  readonly put?: AstReference;
  readonly read?: AstReference;
  readonly update?: AstReference;
  readonly delete?: AstReference;
  readonly list?: AstReference;
  readonly errors?: readonly AstReference[];
  readonly rename?: Readonly<Record<string, string>>;
  readonly input?: AstReference;
  readonly output?: AstReference;
}

/** Something in the model that the generator can't turn into code. It names the place and what to do. */
export class UnsupportedModelError extends CommandError {
  override readonly name = "UnsupportedModelError";

  /**
   * @param place - a shape ID, with its member: `com.example#Thing$name`
   * @param problem - what is there that can't be generated, and what can
   */
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
  }
}

/** The name of a shape without its namespace. */
export function shapeName(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

/** Where a resource has operations, in the order in which Smithy's specification names them. */
const lifecycle = ["create", "put", "read", "update", "delete", "list"] as const;

/**
 * Lists the operations of a service, those of its resources and theirs among them.
 *
 * @returns shape IDs, in the model's order, each once
 * @see https://smithy.io/2.0/spec/service-types.html#resource
 */
export function operationsOf(ast: JsonAst, service: AstShape): readonly string[] {
  const found = new Set<string>();
  const visit = (shape: AstShape): void => {
    const own = lifecycle.flatMap((name) => shape[name] ?? []);
    for (const { target } of [...own, ...(shape.operations ?? []), ...(shape.collectionOperations ?? [])]) {
      found.add(target);
    }
    for (const resource of resourcesOf(ast, shape.resources ?? [])) {
      visit(resource);
    }
  };
  visit(service);
  return [...found];
}

function resourcesOf(ast: JsonAst, references: readonly AstReference[]): AstShape[] {
  return references.flatMap(({ target }) => ast.shapes[target] ?? []);
}

/**
 * Traits that change what goes over the wire in a way that the stub doesn't follow, with what to do. A trait that
 * is neither here nor known to the resolvers says nothing to a restJson1 server, and is none of our business.
 */
const unsupported: Readonly<Record<string, string>> = {
  "smithy.api#mixin": "flatten mixins first; Smithy's transform flattenAndRemoveMixins does it.",
};

/**
 * Refuses a trait that would change the protocol in a way that the generator doesn't know: generated code that
 * silently ignored it would be wrong.
 *
 * @param place - the shape or member that carries the traits
 * @throws UnsupportedModelError naming the place, the trait and what to do
 */
export function refuseUnsupportedTraits(traits: Traits | undefined, place: string): void {
  for (const trait of Object.keys(traits ?? {})) {
    const advice = unsupported[trait];
    if (advice !== undefined) {
      throw new UnsupportedModelError(place, `the trait ${trait} is not supported: ${advice}`);
    }
  }
}

/** The `@documentation` of a shape or member, in CommonMark. */
export function documentationOf(traits: Traits | undefined): string {
  return (traits?.["smithy.api#documentation"] as string | undefined) ?? "";
}
