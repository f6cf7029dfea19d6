import { resolveConstraints } from "./constraints.ts";
import {
  type AstMember,
  type AstShape,
  documentationOf,
  type JsonAst,
  refuseUnsupportedTraits,
  type Traits,
  UnsupportedModelError,
} from "./json-ast.ts";
import type { Member } from "./service.ts";
import type { EnumType, ListType, MapType, StringType, TimestampFormat, Type } from "./types.ts";
import { byName } from "./walk-types.ts";

/** The simple types of Smithy's prelude, and the types of shapes that are numbers, by their names in lower case. */
const numberSizes = [
  "byte",
  "short",
  "integer",
  "float",
  "double",
  "long",
  "bigInteger",
  "bigDecimal",
] as const;

/** Resolves the shapes that operations refer to, each of them once. */
export class TypeResolver {
  readonly #ast: JsonAst;
  readonly #names: ReadonlyMap<string, string>;
  readonly #types = new Map<string, Type>();

  /** @param names - the names that shapes have within the service, by shape ID, where they aren't their own */
  constructor(ast: JsonAst, names: ReadonlyMap<string, string>) {
    this.#ast = ast;
    this.#names = names;
  }

  /** Every type that was resolved, by name. */
  get types(): readonly Type[] {
    return byName(this.#types.values());
  }

  /** The name of a shape within the service. */
  nameOf(id: string): string {
    return this.#names.get(id) ?? id.slice(id.indexOf("#") + 1);
  }

  /**
   * Looks a shape up.
   *
   * @throws UnsupportedModelError where the model doesn't define it, or it has what can't be generated
   */
  find(id: string): AstShape {
    const shape = this.#ast.shapes[id] ?? findInPrelude(id);
    if (shape === undefined) {
      throw new UnsupportedModelError(id, "the model does not define this shape.");
    }
    refuseUnsupportedTraits(shape.traits, id);
    return shape;
  }

  /**
   * Resolves the members of a shape.
   *
   * @throws UnsupportedModelError where something in them can't be generated
   */
  resolveMembers(id: string): Member[] {
    const members = Object.entries(this.find(id).members ?? {});
    return members.map(([name, member]) => this.#resolveMember(id, name, member));
  }

  #resolveMember(owner: string, name: string, member: AstMember): Member {
    const place = `${owner}$${name}`;
    const traits = member.traits ?? {};
    if (name in Object.prototype) {
      // An absent member would look as if it were there: every object inherits one of this name.
      throw new UnsupportedModelError(place, "JavaScript keeps this name for itself: rename the member.");
    }
    refuseUnsupportedTraits(traits, place);
    const defaultValue = traits["smithy.api#default"];
    return {
      name,
      jsonName: (traits["smithy.api#jsonName"] as string | undefined) ?? name,
      documentation: documentationOf(traits),
      required: traits["smithy.api#required"] !== undefined,
      defaultValue: defaultValue === null ? undefined : defaultValue,
      target: this.#resolveTarget(member.target, traits, place, `${this.nameOf(owner)}$${name}`),
    };
  }

  /**
   * Resolves a shape.
   *
   * @throws UnsupportedModelError where something in it can't be generated
   */
  resolve(id: string): Type {
    const known = this.#types.get(id);
    if (known !== undefined) {
      return known;
    }
    const shape = this.find(id);
    return shape.type === "structure" || shape.type === "union"
      ? this.#resolveAggregate(id, shape, shape.type)
      : this.#keep(id, this.#resolveOther(id, shape));
  }

  /** It is kept before its members are resolved: one of them may lead back to it. */
  #resolveAggregate(id: string, shape: AstShape, kind: "structure" | "union"): Type {
    if (kind === "union" && shape.traits?.["smithy.api#streaming"] !== undefined) {
      const problem =
        "an event stream can't be generated: restJson1 servers here stream blobs only. Stream a blob, or take the operation out of the service.";
      throw new UnsupportedModelError(id, problem);
    }
    const members: Member[] = [];
    const type: Type = {
      kind,
      name: this.nameOf(id),
      documentation: documentationOf(shape.traits),
      sensitive: isSensitive(shape.traits),
      members,
    };
    this.#keep(id, type);
    members.push(...this.resolveMembers(id));
    return type;
  }

  #resolveOther(id: string, { type, traits = {}, members = {}, ...shape }: AstShape): Type {
    const name = this.nameOf(id);
    const constraints = resolveConstraints(traits, name, id);
    const size = numberSizes.find((candidate) => candidate === type);
    if (size !== undefined) {
      return { kind: "number", name, size, constraints };
    }
    const mediaType = traits["smithy.api#mediaType"] as string | undefined;
    const sensitive = isSensitive(traits);
    const documentation = documentationOf(traits);
    switch (type) {
      case "blob": {
        const streaming = traits["smithy.api#streaming"] !== undefined;
        return { kind: "blob", name, constraints, sensitive, streaming, mediaType };
      }
      case "boolean":
      case "document":
        return { kind: type, name };
      case "string": {
        // How the first version of Smithy wrote an enum.
        const values = traits["smithy.api#enum"] as { value: string; tags?: string[] }[] | undefined;
        if (values !== undefined) {
          const internal = values.filter(({ tags }) => tags?.includes("internal"));
          const texts = {
            values: values.map(({ value }) => value),
            internal: internal.map(({ value }) => value),
          };
          return { kind: "enum", name, documentation, sensitive, ...texts };
        }
        return { kind: "string", name, constraints, sensitive, mediaType };
      }
      case "timestamp":
        return { kind: "timestamp", name, format: timestampFormatOf(traits) };
      case "enum": {
        const values = valuesOf(members) as string[];
        return {
          kind: "enum",
          name,
          documentation,
          sensitive,
          values,
          internal: valuesOf(internalOf(members)) as string[],
        };
      }
      case "intEnum":
        return {
          kind: "intEnum",
          name,
          documentation,
          values: valuesOf(members) as number[],
        };
      case "list":
        return this.#resolveList(id, name, constraints, traits, shape.member);
      case "map":
        return this.#resolveMap(id, name, constraints, traits, shape);
      default:
        throw new UnsupportedModelError(id, `a shape of type ${type} can't stand here.`);
    }
  }

  #resolveList(
    id: string,
    name: string,
    constraints: ListType["constraints"],
    traits: Traits,
    member: AstMember | undefined,
  ): ListType {
    return {
      kind: "list",
      name,
      constraints,
      sparse: isSparse(traits),
      item: this.#resolvePart(id, "member", member),
    };
  }

  #resolveMap(
    id: string,
    name: string,
    constraints: MapType["constraints"],
    traits: Traits,
    { key, value }: { key?: AstMember; value?: AstMember },
  ): MapType {
    return {
      kind: "map",
      name,
      constraints,
      sparse: isSparse(traits),
      key: this.#resolvePart(id, "key", key) as EnumType | StringType,
      value: this.#resolvePart(id, "value", value),
    };
  }

  #resolvePart(id: string, part: string, member: AstMember | undefined): Type {
    if (member === undefined) {
      throw new UnsupportedModelError(id, `it has no ${part}.`);
    }
    return this.#resolveTarget(
      member.target,
      member.traits ?? {},
      `${id}$${part}`,
      `${this.nameOf(id)}$${part}`,
    );
  }

  /** The target's type, with what the member's own traits put in the place of the target's. */
  #resolveTarget(target: string, traits: Traits, place: string, owner: string): Type {
    const type = this.resolve(target);
    if (type.kind === "timestamp") {
      return { ...type, format: timestampFormatOf(traits) ?? type.format };
    }
    const own = resolveConstraints(
      traits,
      owner,
      place,
      "constraints" in type ? type.constraints : undefined,
    );
    return own !== undefined && "constraints" in type ? { ...type, constraints: own } : type;
  }

  #keep(id: string, type: Type): Type {
    this.#types.set(id, type);
    return type;
  }
}

function findInPrelude(id: string): AstShape | undefined {
  const [namespace, name = ""] = id.split("#");
  if (namespace !== "smithy.api") {
    return undefined;
  }
  // Those of the first version of Smithy: `PrimitiveInteger` is an Integer.
  const type = name.replace(/^Primitive/, "");
  return type === "Unit" ? { type: "structure" } : { type: type.charAt(0).toLowerCase() + type.slice(1) };
}

function valuesOf(members: Readonly<Record<string, AstMember>>): unknown[] {
  return Object.entries(members).map(([name, { traits }]) => traits?.["smithy.api#enumValue"] ?? name);
}

function internalOf(members: Readonly<Record<string, AstMember>>): Readonly<Record<string, AstMember>> {
  const internal = Object.entries(members).filter(
    ([, { traits }]) => traits?.["smithy.api#internal"] !== undefined,
  );
  return Object.fromEntries(internal);
}

function timestampFormatOf(traits: Traits): TimestampFormat | undefined {
  return traits["smithy.api#timestampFormat"] as TimestampFormat | undefined;
}

function isSparse(traits: Traits): boolean {
  return traits["smithy.api#sparse"] !== undefined;
}

function isSensitive(traits: Traits | undefined): boolean {
  return traits?.["smithy.api#sensitive"] !== undefined;
}
