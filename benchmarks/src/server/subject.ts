import type { Server } from "node:http";
import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from "@eks-auth/types";

/** The implementation that each subject calls: what is measured is all that is around it. */
export type AssumeRole = (
  input: AssumeRoleForPodIdentityRequest,
) => Promise<AssumeRoleForPodIdentityResponse>;

/** What the module of a subject exports as `createServer`: makes a server that doesn't listen yet. */
export type CreateServer = (assumeRole: AssumeRole) => Server | Promise<Server>;

/** The names of the subjects, as `--json` has them. */
export type SubjectName = "bare-node" | "eks-auth-node" | "eks-auth-fetch" | "fastify" | "hono" | "official";

/** One of the servers that are measured side by side. */
export interface Subject {
  readonly name: SubjectName;
  /** What tables call it. */
  readonly title: string;
  /** The path of its module, which exports a {@link CreateServer}. */
  readonly file: string;
  /** The modules whose import is timed: the framework, and not the program that uses it. */
  readonly modules: readonly string[];
  /** Makes what isn't in the repository. It returns why it can't be measured here; `undefined` where it can. */
  readonly prepare: () => Promise<string | undefined>;
}
