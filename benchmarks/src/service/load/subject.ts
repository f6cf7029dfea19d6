import type { Server } from "node:http";

/** What the module of a subject exports as `createServer`: makes a server that doesn't listen yet. */
export type CreateServer = (
  /** The URL of the issuer whose tokens come. */
  issuer: string,
) => Server | Promise<Server>;

/** The names of the subjects, as `--json` has them. */
export type SubjectName = "stub" | "stub-verifying" | "service" | "service-embedded";

/** One of the servers that are measured side by side. */
export interface Subject {
  readonly name: SubjectName;
  /** What tables call it. */
  readonly title: string;
  /** The path of its module, which exports a {@link CreateServer}. */
  readonly file: string;
  /** Whether it refuses a token whose signature is wrong. */
  readonly verifies: boolean;
}
