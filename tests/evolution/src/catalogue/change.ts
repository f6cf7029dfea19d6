import type { Bump, Bumps } from "@eks-auth/codegen/semver";
import type { Direction } from "../mixed-calls.ts";
import type { StartingModelName } from "./starting-models.ts";

/** An edit of one of the model's files. */
export type ModelEdit = Replacement | Addition;

/** Replaces text. */
export interface Replacement {
  /** In `model/`; `operation.smithy` by default. */
  readonly file?: string;
  /** The exact text to replace. */
  readonly search: string;
  readonly replace: string;
  /** How often the text must occur; once by default. `any` means at least once. */
  readonly times?: number | "any";
}

/** Adds text at the end of a file. */
interface Addition {
  /** In `model/`; `operation.smithy` by default. */
  readonly file?: string;
  readonly append: string;
}

/**
 * A real call from the generated clients to the generated stub. Values are TypeScript, so the compiler checks them too.
 * They can use `request`, `response`, `association` and `associationKey` of {@link startingModels}, and the packages as
 * `client`, `light`, `server` and `types`.
 */
export interface Exchange {
  /** `AssumeRoleForPodIdentity` by default. */
  readonly operation?: string;
  /** The input that the client sends; `request` by default. */
  readonly input?: string;
  /** The input that the implementation must receive, if it differs from `input`. */
  readonly expectedInput?: string;
  /** The output that the implementation returns; `response` by default. */
  readonly output?: string;
  /** The output that the client must receive, if it differs from `output`. */
  readonly expectedOutput?: string;
  /** What the light client sends and receives, if that differs. Its types are those of the stub. */
  readonly light?: { readonly input?: string; readonly output?: string };
  /** Instead of an output: the error that the implementation throws. The client must throw its error of that name. */
  readonly throws?: string;
  /** Instead of an output: a part of the message with which the stub must reject the input. */
  readonly rejectedWith?: string;
  /** Expected parts of the HTTP messages. */
  readonly http?: {
    /** The method and the path with its query: `GET /clusters/dev`. */
    readonly target?: string;
    /** Some of the request's headers, as a TypeScript object. */
    readonly headers?: string;
    /** A part of the request's JSON, as TypeScript. */
    readonly requestBody?: string;
    /** A part of the response's JSON, as TypeScript. */
    readonly responseBody?: string;
  };
}

/** A call between a client and a stub of different versions. Values are as in {@link Exchange}. */
export interface MixedCall {
  /** The side that has the version before the change. */
  readonly direction: Direction;
  /** `AssumeRoleForPodIdentity` by default. */
  readonly operation?: string;
  /** The input that the client sends; `request` by default. */
  readonly input?: string;
  /** What the implementation must receive at least, if it differs from `input`. */
  readonly expectedInput?: string;
  /** The output that the implementation returns; `response` by default. */
  readonly output?: string;
  /** What the client must receive at least, if it differs from `output`. */
  readonly expectedOutput?: string;
  /** The page of a browser that makes the call, with the headers that it sends and those that it reads. */
  readonly page?: {
    readonly origin: string;
    readonly headers?: readonly string[];
    readonly reads?: readonly string[];
  };
  /** Whether it must fail. If absent, it can fail, if the bump is major. */
  readonly fails?: boolean;
}

/** A change of the model that the generator must support. */
export interface ModelChange {
  /** The name for `--only`: `member-optional-output`. */
  readonly name: string;
  /** What changes in the model, for people. */
  readonly description: string;
  /** The model that it changes; this repository's model by default. */
  readonly startingModel?: StartingModelName;
  readonly edits: readonly ModelEdit[];
  /** The bump that each package needs from 1.0.0 on. It is decided by hand for the package's users, not by the rules. */
  readonly bumps: Bumps;
  /** The methods of the starting model that an implementation no longer has. */
  readonly removedMethods?: readonly string[];
  readonly exchanges: readonly Exchange[];
  /** Calls between versions that show the change; by default, a call of each method that both versions have. */
  readonly mixedCalls?: readonly MixedCall[];
}

/** A change of the model that the generator must reject. */
export interface InvalidChange {
  readonly name: string;
  readonly description: string;
  readonly edits: readonly ModelEdit[];
  /** What the error message must contain: what is wrong, the place, and the fix. */
  readonly expectedMessages: readonly RegExp[];
}

/** Makes a call in both directions. @param fails - the directions in which it must fail */
export function inBothDirections(
  call: Omit<MixedCall, "direction" | "fails">,
  fails: readonly Direction[] = [],
): MixedCall[] {
  return (["oldClient", "oldServer"] as const).map((direction) => ({
    direction,
    ...call,
    fails: fails.includes(direction),
  }));
}

/** Creates the bumps of the packages, in the order of the table's columns. */
export function bumps(types: Bump, client: Bump, server: Bump, light: Bump = client): Bumps {
  return { types, client, "client-light": light, server };
}

/** Adds a member, with its documentation and traits, at the start of a structure. */
export function addMember(structure: string, member: string): Replacement {
  const head = `structure ${structure} {\n`;
  return { search: head, replace: `${head}${member.trim().replace(/^(?=.)/gm, "    ")}\n\n` };
}

/** Adds shapes at the end of the operation's file. */
export function addShapes(shapes: string): Addition {
  return { append: `\n${shapes.trim()}\n` };
}

/** Adds an operation to the service. */
export function addOperation(operation: string): Replacement {
  const head = "    operations: [\n";
  return { file: "eks-auth.smithy", search: head, replace: `${head}        ${operation}\n` };
}
