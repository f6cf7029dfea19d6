import { resolveConstraints } from "./constraints.ts";
import { bindEventMembers } from "./event-streams.ts";
import {
  type AstMember,
  type AstShape,
  documentationOf,
  type JsonAst,
  rejectUnsupportedTraits,
  type Traits,
  UnsupportedModelError,
} from "./json-ast.ts";
import type { PatternResolver } from "./patterns.ts";
import type { ProblemCollector } from "./problems.ts";
import { findPreludeShape, isSensitive, resolveSimpleType, timestampFormatOf } from "./simple-types.ts";
import type { EnumType, Event, EventStreamError, Member, StringType, Structure, Type } from "./types.ts";
import { byName } from "./walk-types.ts";

/** The fix for a member whose name can't be used. */
export const renameMember = "rename the member. @jsonName keeps its name in JSON.";

/** Resolves the shapes that operations refer to, each once. */
export class TypeResolver {
  readonly #ast: JsonAst;
  readonly #names: ReadonlyMap<string, string>;
  readonly #patterns: PatternResolver;
  readonly #problems: ProblemCollector;
  readonly #types = new Map<string, Type>();
  /** Structures and unions whose members are still to be resolved: in large models shapes are nested deeper than the stack. */
  readonly #incomplete: { readonly id: string; readonly members: Member[] }[] = [];
  /** Whether the model has its own `Unit`, the only structure of Smithy that a model can refer to. */
  readonly #hasUnit: boolean;

  /**
   * @param names - by shape ID, the names of shapes that the service renames
   * @param problems - gets the problems of members, whose other members are resolved nevertheless
   */
  constructor(
    ast: JsonAst,
    names: ReadonlyMap<string, string>,
    patterns: PatternResolver,
    problems: ProblemCollector,
  ) {
    this.#ast = ast;
    this.#names = names;
    this.#patterns = patterns;
    this.#problems = problems;
    this.#hasUnit = Object.keys(ast.shapes).some((id) => id.endsWith("#Unit") && id !== "smithy.api#Unit");
  }

  /** The types resolved so far, sorted by name. */
  get types(): readonly Type[] {
    return byName(this.#types.values());
  }

  /** The name of a shape within the service. */
  nameOf(id: string): string {
    const name = this.#names.get(id) ?? id.slice(id.indexOf("#") + 1);
    return id === "smithy.api#Unit" && this.#hasUnit ? `_${name}` : name;
  }

  /**
   * Looks up a shape.
   *
   * @throws UnsupportedModelError if the model doesn't define it, or it has a trait that is not supported
   */
  find(id: string): AstShape {
    const shape = this.#ast.shapes[id] ?? findPreludeShape(id);
    if (shape === undefined) {
      throw new UnsupportedModelError(id, "the model does not define this shape.");
    }
    rejectUnsupportedTraits(shape.traits, id);
    return shape;
  }

  /**
   * Resolves the members of a structure or union. A member that can't be generated is left out, and its problem collected.
   *
   * @throws UnsupportedModelError if the shape itself can't be generated
   */
  resolveMembers(id: string): Member[] {
    const members = this.#resolveMembers(id);
    this.#completeTypes();
    return members;
  }

  #resolveMembers(id: string): Member[] {
    const members = Object.entries(this.find(id).members ?? {});
    return members.flatMap(
      ([name, member]) => this.#problems.attempt(() => this.#resolveMember(id, name, member)) ?? [],
    );
  }

  /**
   * Resolves a shape.
   *
   * @throws UnsupportedModelError if the model has something there that can't be generated
   */
  resolve(id: string): Type {
    const type = this.#resolveShape(id);
    this.#completeTypes();
    return type;
  }

  #completeTypes(): void {
    for (let next = this.#incomplete.pop(); next !== undefined; next = this.#incomplete.pop()) {
      next.members.push(...this.#resolveMembers(next.id));
    }
  }

  #resolveShape(id: string): Type {
    const known = this.#types.get(id);
    if (known !== undefined) {
      return known;
    }
    const shape = this.find(id);
    return shape.type === "structure" || shape.type === "union"
      ? this.#resolveAggregate(id, shape, shape.type)
      : this.#store(id, this.#resolveOther(id, shape));
  }

  #resolveMember(owner: string, name: string, member: AstMember): Member {
    const id = `${owner}$${name}`;
    const traits = member.traits ?? {};
    if (name in Object.prototype) {
      // Every object inherits a property of this name, so an absent member would look present.
      throw new UnsupportedModelError(id, `JavaScript reserves this name: ${renameMember}`);
    }
    rejectUnsupportedTraits(traits, id);
    const defaultValue = traits["smithy.api#default"];
    return {
      name,
      jsonName: (traits["smithy.api#jsonName"] as string | undefined) ?? name,
      documentation: documentationOf(traits),
      required: traits["smithy.api#required"] !== undefined,
      defaultValue: defaultValue === null ? undefined : defaultValue,
      clientOptional: traits["smithy.api#clientOptional"] !== undefined,
      idempotencyToken: traits["smithy.api#idempotencyToken"] !== undefined,
      target: this.#resolveTarget(member.target, traits, id, `${this.nameOf(owner)}$${name}`),
    };
  }

  /** Stores the type without its members, because a member can refer to it. */
  #resolveAggregate(id: string, shape: AstShape, kind: "structure" | "union"): Type {
    if (kind === "union" && shape.traits?.["smithy.api#streaming"] !== undefined) {
      return this.#resolveEventStream(id, shape);
    }
    const members: Member[] = [];
    const type: Type = {
      kind,
      id,
      name: this.nameOf(id),
      documentation: documentationOf(shape.traits),
      sensitive: isSensitive(shape.traits),
      members,
    };
    this.#incomplete.push({ id, members });
    return this.#store(id, type);
  }

  /** The structures of errors are not resolved as types: a stub has classes for them. */
  #resolveEventStream(id: string, shape: AstShape): Type {
    const events: Event[] = [];
    const errors: EventStreamError[] = [];
    const name = this.nameOf(id);
    const documentation = documentationOf(shape.traits);
    const sensitive = isSensitive(shape.traits);
    const type = this.#store(id, {
      kind: "eventStream",
      id,
      name,
      documentation,
      sensitive,
      events,
      errors,
    });
    for (const [memberName, { target, traits }] of Object.entries(shape.members ?? {})) {
      const event = this.find(target);
      if (event.type !== "structure") {
        throw new UnsupportedModelError(`${id}$${memberName}`, "an event must be a structure.");
      }
      if (event.traits?.["smithy.api#error"] !== undefined) {
        const members = bindEventMembers(event, this.resolveMembers(target));
        errors.push({ name: memberName, id: target, error: this.nameOf(target), members });
      } else {
        const member = this.#resolveMember(
          id,
          memberName,
          traits === undefined ? { target } : { target, traits },
        );
        const structure = member.target as Structure;
        this.#completeTypes();
        events.push({
          ...member,
          target: structure,
          members: bindEventMembers(event, structure.members),
        });
      }
    }
    return type;
  }

  #resolveOther(id: string, shape: AstShape): Type {
    const name = this.nameOf(id);
    const { type, traits = {} } = shape;
    const constraints = resolveConstraints(traits, name, id, this.#patterns);
    const sparse = traits["smithy.api#sparse"] !== undefined;
    switch (type) {
      case "list": {
        const item = this.#resolvePart(id, "member", shape.member);
        return { kind: "list", id, name, constraints, sparse, item };
      }
      case "map": {
        // Smithy allows only strings and enums as keys.
        const key = this.#resolvePart(id, "key", shape.key) as EnumType | StringType;
        const value = this.#resolvePart(id, "value", shape.value);
        return { kind: "map", id, name, constraints, sparse, key, value };
      }
    }
    const simple = resolveSimpleType(id, name, shape, constraints);
    if (simple === undefined) {
      throw new UnsupportedModelError(id, `a shape of type ${type} can't be used as a value.`);
    }
    return simple;
  }

  #resolvePart(owner: string, part: string, member: AstMember | undefined): Type {
    if (member === undefined) {
      throw new UnsupportedModelError(owner, `it has no ${part}.`);
    }
    const { target, traits = {} } = member;
    return this.#resolveTarget(target, traits, `${owner}$${part}`, `${this.nameOf(owner)}$${part}`);
  }

  /** Resolves the target of a member, whose own traits override the target's. */
  #resolveTarget(target: string, traits: Traits, id: string, owner: string): Type {
    const type = this.#resolveShape(target);
    if (type.kind === "timestamp") {
      return { ...type, format: timestampFormatOf(traits) ?? type.format };
    }
    const inherited = "constraints" in type ? type.constraints : undefined;
    const own = resolveConstraints(traits, owner, id, this.#patterns, inherited);
    return own !== undefined && "constraints" in type ? { ...type, constraints: own } : type;
  }

  #store(id: string, type: Type): Type {
    this.#types.set(id, type);
    return type;
  }
}
