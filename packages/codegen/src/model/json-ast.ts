import { CommandError } from "../terminal/command-error.ts";

/**
 * A model in Smithy's JSON AST: the parts that the generator reads.
 *
 * @see https://smithy.io/2.0/spec/json-ast.html
 */
export interface JsonAst {
  readonly smithy: string;
  readonly shapes: Readonly<Record<string, AstShape>>;
}

/** Values of traits, by the trait's shape ID. */
export type Traits = Readonly<Record<string, unknown>>;

/** A reference to another shape, by its ID. */
export interface AstReference {
  readonly target: string;
}

/** A member of a shape. */
export interface AstMember extends AstReference {
  readonly traits?: Traits;
}

/** A shape of any type. Each type has only some of the properties. */
export interface AstShape {
  readonly type: string;
  readonly traits?: Traits;
  readonly members?: Readonly<Record<string, AstMember>>;
  /** Of a list. */
  readonly member?: AstMember;
  /** Of a map. */
  readonly key?: AstMember;
  readonly value?: AstMember;
  readonly version?: string;
  readonly operations?: readonly AstReference[];
  readonly resources?: readonly AstReference[];
  /** Of a resource. */
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

/**
 * Parses a model so that a `@default` or a limit of a `long` or a `bigInteger` keeps its digits.
 *
 * @param text - the JSON AST
 * @returns the model, in which integers that a JavaScript number can't hold are bigints
 */
export function parseModel(text: string): JsonAst {
  const keepDigits = (_key: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "")
      ? BigInt(context?.source ?? 0)
      : value;
  // The types of TypeScript don't have the parameter `context` of Node.js yet.
  return JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown);
}

/** Something in a model that can't be generated. */
export interface ModelProblem {
  /** The ID of the shape or member: `com.example#Thing$name`. */
  readonly id: string;
  /** What can't be generated, and what to do. */
  readonly problem: string;
}

/** The number of problems that a message lists. */
const maxListed = 50;

/** The model has something that the generator can't turn into code. The message names the shapes and the fixes. */
export class UnsupportedModelError extends CommandError {
  override readonly name = "UnsupportedModelError";
  readonly problems: readonly ModelProblem[];

  /**
   * @param id - the ID of the shape or member: `com.example#Thing$name`
   * @param problem - what can't be generated, and what to do
   * @param others - more problems of the same model
   */
  constructor(id: string, problem: string, others: readonly ModelProblem[] = []) {
    const problems = [{ id, problem }, ...others];
    super(describeProblems(problems), { code: "unsupported_model" });
    this.problems = problems;
  }
}

function describeProblems(problems: readonly ModelProblem[]): string {
  const lines = problems.map(({ id, problem }) => `${id}: ${problem}`);
  if (lines.length === 1) {
    return lines.join();
  }
  const more = lines.length - maxListed;
  return [
    `The model has ${lines.length} problems:`,
    ...lines.slice(0, maxListed).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more, which are listed when these are fixed.`] : []),
  ].join("\n");
}

/** The properties of a resource that hold operations, in the order of Smithy's specification. */
const lifecycle = ["create", "put", "read", "update", "delete", "list"] as const;

/**
 * Lists the operations of a service, including those of its resources.
 *
 * @returns shape IDs in the model's order, each once
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
 * Traits that change the protocol in a way that the stub doesn't implement, with the fix. Other traits that the resolvers
 * don't read have no effect on a restJson1 server.
 */
const unsupported: Readonly<Record<string, string>> = {
  "smithy.api#mixin": "flatten mixins first; Smithy's transform flattenAndRemoveMixins does it.",
};

/**
 * Rejects traits that change the protocol in a way that generated code would ignore.
 *
 * @param id - the ID of the shape or member with the traits
 * @throws UnsupportedModelError if one of the traits is not supported
 */
export function rejectUnsupportedTraits(traits: Traits | undefined, id: string): void {
  for (const trait of Object.keys(traits ?? {})) {
    const advice = unsupported[trait];
    if (advice !== undefined) {
      throw new UnsupportedModelError(id, `the trait ${trait} is not supported: ${advice}`);
    }
  }
}

/** The `@documentation` of a shape or member, in CommonMark. */
export function documentationOf(traits: Traits | undefined): string {
  return (traits?.["smithy.api#documentation"] as string | undefined) ?? "";
}
