import type { Surroundings } from "../surroundings.ts";

/** The names of the subjects, as `--json` has them. */
export type SubjectName = "bare-node" | "agent";

/** One of the servers that are measured side by side. */
export interface Subject {
  readonly name: SubjectName;
  /** What tables call it. */
  readonly title: string;
  /** The path of its program. */
  readonly file: string;
  /** Makes the program's arguments. */
  readonly listArgs: (surroundings: Surroundings) => string[];
  /** Whether it refuses what isn't a token. */
  readonly readsTokens: boolean;
}
