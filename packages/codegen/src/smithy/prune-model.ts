import type { AstShape, JsonAst } from "../model/json-ast.ts";
import { CommandError } from "../terminal/command-error.ts";

/** A model that has only what a service uses. */
interface PrunedModel {
  /** The model's JSON AST, with four spaces as Smithy prints it. */
  readonly text: string;
  readonly model: JsonAst;
  /** The traits that were left out, with the IDs of the shapes and members that had them. */
  readonly dropped: ReadonlyMap<string, readonly string[]>;
}

/** Tests of a deployed service. They can name shapes that the model doesn't have. */
const unused = new Set(["smithy.test#smokeTests"]);

/**
 * Removes the definitions of traits, the traits that no package needs, that is those that no model defines, and the
 * suppressions of findings.
 *
 * @param text - the JSON AST of one service with what it uses
 * @param defined - whether a loaded model defines a trait
 * @throws CommandError if an undefined trait is in the model's own namespace: then its name is probably misspelled
 */
export function pruneModel(text: string, defined: (trait: string) => boolean): PrunedModel {
  const ast: JsonAst = parseLosslessly(text);
  const definitions = findDefinitions(ast);
  const shapes = Object.entries(ast.shapes).filter(([id]) => !definitions.has(id));
  const dropped = new Map<string, string[]>();
  for (const [id, shape] of shapes) {
    for (const [owner, traits] of traitsOf(id, shape)) {
      for (const trait of Object.keys(traits)) {
        if (unused.has(trait) || !(trait.startsWith("smithy.api#") || defined(trait))) {
          dropped.set(trait, [...(dropped.get(trait) ?? []), owner]);
          delete traits[trait];
        }
      }
    }
  }
  requireOtherNamespaces(dropped, new Set(shapes.map(([id]) => namespaceOf(id))));
  const { metadata, ...rest } = ast as JsonAst & { readonly metadata?: object };
  const pruned = JSON.stringify(
    { ...rest, ...keepMetadata(metadata), shapes: Object.fromEntries(shapes) },
    null,
    4,
  );
  return { text: `${pruned}\n`, model: JSON.parse(pruned), dropped };
}

/** Which findings of Smithy the author of a model knows is of no use to its readers. */
function keepMetadata(metadata: object = {}): { readonly metadata?: object } {
  const kept = Object.entries(metadata).filter(
    ([key]) => key !== "suppressions" && key !== "severityOverrides",
  );
  return kept.length === 0 ? {} : { metadata: Object.fromEntries(kept) };
}

/** Parses JSON so that `JSON.stringify` prints each number with all its digits. */
function parseLosslessly(text: string): JsonAst {
  // The types of TypeScript don't have these features of Node.js yet.
  const { rawJSON } = JSON as unknown as { rawJSON(source: string): unknown };
  const keepDigits = (_key: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" && context?.source !== undefined && String(value) !== context.source
      ? rawJSON(context.source)
      : value;
  return JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown);
}

/** Finds the definitions of traits and the shapes that only they use. */
function findDefinitions({ shapes }: JsonAst): ReadonlySet<string> {
  const all = Object.entries(shapes);
  const services = all.filter(([, { type }]) => type === "service").map(([id]) => id);
  const traits = all.filter(([, shape]) => shape.traits?.["smithy.api#trait"] !== undefined);
  const used = reach(shapes, services);
  const reached = reach(
    shapes,
    traits.map(([id]) => id),
  );
  return new Set([...reached].filter((id) => !used.has(id)));
}

function reach(shapes: JsonAst["shapes"], from: readonly string[]): ReadonlySet<string> {
  const found = new Set(from);
  for (const id of found) {
    const { traits, ...references } = shapes[id] ?? {};
    for (const target of targetsIn(references)) {
      found.add(target);
    }
  }
  return found;
}

/** Lists the `target` of members, operations, errors and the like. */
function targetsIn(value: unknown): string[] {
  if (!(value instanceof Object)) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === "target" && typeof inner === "string") {
      return [inner];
    }
    return name === "traits" ? [] : targetsIn(inner);
  });
}

/** Lists the traits of a shape and of its members, by ID. */
function traitsOf(id: string, shape: AstShape): [string, Record<string, unknown>][] {
  const { member, key, value, members = {} } = shape;
  const parts = Object.entries({ ...members, member, key, value });
  return [
    [id, (shape.traits ?? {}) as Record<string, unknown>],
    ...parts.flatMap(([name, part]): [string, Record<string, unknown>][] =>
      part?.traits === undefined ? [] : [[`${id}$${name}`, part.traits as Record<string, unknown>]],
    ),
  ];
}

function requireOtherNamespaces(
  dropped: ReadonlyMap<string, readonly string[]>,
  own: ReadonlySet<string>,
): void {
  const [unknown] = [...dropped].filter(([trait]) => own.has(namespaceOf(trait)));
  if (unknown !== undefined) {
    const [trait, owners] = unknown;
    throw new CommandError(
      `${owners[0]}: the trait ${trait} is not defined. Correct its name, import it with \`use\`, or define it.`,
      { code: "unknown_trait" },
    );
  }
}

function namespaceOf(id: string): string {
  return id.split("#")[0] ?? "";
}
