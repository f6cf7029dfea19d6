import type { Bumps } from "@eks-auth/codegen/semver";
import type { BaseName } from "./starting-models.ts";

/** An edit of one of the model's files. */
export type ModelEdit = Replacement | Addition;

/** Puts text in the place of other text. */
export interface Replacement {
  /** In `model/`; `operation.smithy` unless given. */
  readonly file?: string;
  /** What is looked for, as it stands in the file. */
  readonly find: string;
  readonly put: string;
  /** How often it has to be there; once unless given. `any` is once or more. */
  readonly times?: number | "any";
}

/** Puts text at the end of a file. */
interface Addition {
  /** In `model/`; `operation.smithy` unless given. */
  readonly file?: string;
  readonly append: string;
}

/**
 * A real call, from the generated client to the generated stub. What is sent and answered is TypeScript, so that the
 * compiler sees it too. It may use `request`, `response` and `association` of {@link bases}, and the packages as
 * `client`, `server` and `types`.
 */
export interface Exchange {
  /** `AssumeRoleForPodIdentity` unless given. */
  readonly operation?: string;
  /** The input that the client gets; `request` unless given. */
  readonly sends?: string;
  /** What the implementation has to get, where that is not what was sent. */
  readonly arrives?: string;
  /** What the implementation returns; `response` unless given. */
  readonly answers?: string;
  /** What the client has to give, where that is not what was returned. */
  readonly gets?: string;
  /** Instead of an answer: the error that the implementation throws. The client has to throw its own of that name. */
  readonly throws?: string;
  /** Instead of an answer: part of the message with which the stub has to refuse the input. */
  readonly refused?: string;
  /** What the HTTP message has to hold. */
  readonly wire?: {
    /** The method and the path with its query: `GET /clusters/dev`. */
    readonly target?: string;
    /** Some of the request's headers, as a TypeScript object. */
    readonly headers?: string;
    /** Part of the JSON that is sent, as TypeScript. */
    readonly sent?: string;
    /** Part of the JSON that is answered, as TypeScript. */
    readonly answered?: string;
  };
}

/** A change of the model that the generator has to follow. */
export interface ModelChange {
  /** What `--only` takes: `member-optional-output`. */
  readonly name: string;
  /** What is done to the model, for people. */
  readonly what: string;
  /** The model that it starts from; this repository's own unless given. */
  readonly base?: BaseName;
  readonly edits: readonly ModelEdit[];
  /** The bump that each package needs from 1.0.0 on, thought out for its users and not taken from the rules. */
  readonly bumps: Bumps;
  /** The methods of the base that an implementation can't have any more. */
  readonly gone?: readonly string[];
  readonly exchanges: readonly Exchange[];
}

/** A change of the model that the generator has to refuse. */
export interface InvalidChange {
  readonly name: string;
  readonly what: string;
  readonly edits: readonly ModelEdit[];
  /** What the message has to say: what is wrong, where, and what to do. */
  readonly says: readonly RegExp[];
}

/** Writes down the bump of each package in the order that a table has them. */
export function bumps(types: Bumps["types"], client: Bumps["client"], server: Bumps["server"]): Bumps {
  return { types, client, server };
}

/** Puts a member, with its traits and its documentation, first in a structure. */
export function addMember(structure: string, member: string): Replacement {
  const head = `structure ${structure} {\n`;
  return { find: head, put: `${head}${member.trim().replace(/^(?=.)/gm, "    ")}\n\n` };
}

/** Puts shapes at the end of the operation's file. */
export function addShapes(shapes: string): Addition {
  return { append: `\n${shapes.trim()}\n` };
}

/** Has the service offer one more operation. */
export function offer(operation: string): Replacement {
  const head = "    operations: [\n";
  return { file: "eks-auth.smithy", find: head, put: `${head}        ${operation}\n` };
}
