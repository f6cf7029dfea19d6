import { documentationOf, type Traits, UnsupportedModelError } from "./json-ast.ts";
import { renameMember, type TypeResolver } from "./resolve-types.ts";
import type { BoundMember, ErrorStructure, Location, Message } from "./service.ts";
import type { Member } from "./types.ts";
import { byName } from "./walk-types.ts";

/** Resolves the inputs, outputs and errors of operations: structures whose members are bound to HTTP. */
export class MessageResolver {
  readonly #types: TypeResolver;
  readonly #errors = new Map<string, ErrorStructure>();

  constructor(types: TypeResolver) {
    this.#types = types;
  }

  /** The errors resolved so far, sorted by name. */
  get errors(): readonly ErrorStructure[] {
    return byName(this.#errors.values());
  }

  /**
   * Resolves the input or output of an operation.
   *
   * @param id - the structure's shape ID, or `undefined` if the operation has none
   * @throws UnsupportedModelError if the model has something there that can't be generated
   */
  resolveMessage(id: string | undefined, role: "input" | "output"): Message | undefined {
    if (id === undefined || id === "smithy.api#Unit") {
      return undefined;
    }
    // Resolved as a type too, because the types package declares it.
    const type = this.#types.resolve(id);
    if (type.kind !== "structure") {
      throw new UnsupportedModelError(id, `an ${role} must be a structure.`);
    }
    const { name, documentation, members } = type;
    const bound = this.#bindMembers(id, members, role);
    this.#requireStreamAsBody(id, bound);
    return { id, name, documentation, members: bound };
  }

  /** Resolves the errors of an event stream, and checks that no other member is in its body. */
  #requireStreamAsBody(id: string, members: readonly BoundMember[]): void {
    for (const { name, target } of members) {
      if (target.kind !== "eventStream") {
        continue;
      }
      for (const error of target.errors) {
        this.resolveError(error.id);
      }
      if (members.some(({ location }) => location.kind === "body")) {
        throw new UnsupportedModelError(
          `${id}$${name}`,
          "the event stream is the whole body: bind the other members to headers, the path or the query.",
        );
      }
    }
  }

  /**
   * Resolves an error of an operation or a service.
   *
   * @throws UnsupportedModelError if the model has something there that can't be generated
   */
  resolveError(id: string): ErrorStructure {
    const known = this.#errors.get(id);
    if (known !== undefined) {
      return known;
    }
    const { traits = {}, members = {} } = this.#types.find(id);
    rejectMembersOfErrors(id, Object.keys(members));
    const fault = traits["smithy.api#error"] as "client" | "server";
    const error: ErrorStructure = {
      id,
      name: this.#types.nameOf(id),
      documentation: documentationOf(traits),
      members: this.#bindMembers(id, this.#types.resolveMembers(id), "output"),
      fault,
      status: (traits["smithy.api#httpError"] as number | undefined) ?? (fault === "client" ? 400 : 500),
      retryable: resolveRetryable(traits["smithy.api#retryable"]),
    };
    this.#errors.set(id, error);
    return error;
  }

  #bindMembers(id: string, members: readonly Member[], role: "input" | "output"): readonly BoundMember[] {
    const shape = this.#types.find(id);
    return members.map((member) => ({
      ...member,
      location:
        member.target.kind === "eventStream"
          ? { kind: "payload" }
          : resolveLocation(shape.members?.[member.name]?.traits ?? {}, role),
    }));
  }
}

/**
 * Rejects members that the exceptions of the official client can't have, because they are properties of every `Error`.
 *
 * @throws UnsupportedModelError if there is one
 */
function rejectMembersOfErrors(id: string, members: readonly string[]): void {
  const problem = `every JavaScript error has a property of this name: ${renameMember}`;
  const [first, ...others] = members
    .filter((name) => ["name", "cause", "stack"].includes(name))
    .map((name) => ({ id: `${id}$${name}`, problem }));
  if (first !== undefined) {
    throw new UnsupportedModelError(first.id, problem, others);
  }
}

/**
 * Resolves the HTTP binding of a member of an input, an output or an error.
 *
 * @param role - `@httpResponseCode` has no effect in an input, `@httpLabel` and `@httpQuery` have none in an output: such
 *   a member is in the JSON document
 * @see https://smithy.io/2.0/spec/http-bindings.html
 */
export function resolveLocation(traits: Traits, role: "input" | "output"): Location {
  const header = traits["smithy.api#httpHeader"] as string | undefined;
  const prefix = traits["smithy.api#httpPrefixHeaders"] as string | undefined;
  if (header !== undefined) {
    return { kind: "header", name: header.toLowerCase() };
  }
  if (prefix !== undefined) {
    return { kind: "prefixHeaders", prefix: prefix.toLowerCase() };
  }
  if (traits["smithy.api#httpPayload"] !== undefined) {
    return { kind: "payload" };
  }
  if (role === "output") {
    return { kind: traits["smithy.api#httpResponseCode"] === undefined ? "body" : "responseCode" };
  }
  const query = traits["smithy.api#httpQuery"] as string | undefined;
  if (query !== undefined) {
    return { kind: "query", name: query };
  }
  if (traits["smithy.api#httpQueryParams"] !== undefined) {
    return { kind: "queryParams" };
  }
  return { kind: traits["smithy.api#httpLabel"] === undefined ? "body" : "label" };
}

/** @param trait - the value of `@retryable`; `undefined` without the trait */
function resolveRetryable(trait: unknown): ErrorStructure["retryable"] {
  if (trait === undefined) {
    return undefined;
  }
  return (trait as { readonly throttling?: boolean }).throttling === true ? "throttling" : "transient";
}
