import type { Bumps, PackageKey } from "@eks-auth/codegen/semver";
import type { LineCount } from "../copy/count-lines.ts";

/** What came of a change. */
export interface Result {
  readonly name: string;
  readonly what: string;
  /** Whether the change had to be refused. */
  readonly invalid: boolean;
  /** Absent where the change had to be refused. */
  readonly expected?: Bumps;
  /** What `model:diff` asks for; absent where it didn't come that far. */
  readonly forced?: Bumps;
  /** The packages whose users' programs no longer compile. */
  readonly broke: readonly PackageKey[];
  /** Of generated files; absent where nothing was generated. */
  readonly lines?: LineCount;
  readonly seconds: number;
  /** What is not as it should be; empty where all is. */
  readonly problems: readonly string[];
}
