import { Failure } from "../../failure.ts";

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
export class UnsupportedModelError extends Failure {
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
