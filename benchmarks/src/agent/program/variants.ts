import { fileURLToPath } from "node:url";
import { cliProgram } from "../../measure/cli-program.ts";

/** The names of the variants, as `--json` has them. */
export type VariantName = "library" | "command";

/** An agent as a program. */
export interface Variant {
  readonly name: VariantName;
  /** What tables call it. */
  readonly title: string;
  /**
   * Makes its file and its arguments.
   *
   * @param endpoint - the URL of the upstream
   */
  readonly listArgs: (endpoint: string) => string[];
}

const minimalProgram = fileURLToPath(new URL("./minimal.js", import.meta.url));

/** The program of a few lines, and the real one. */
export const variants: readonly Variant[] = [
  { name: "library", title: "@eks-auth/agent", listArgs: (endpoint) => [minimalProgram, endpoint] },
  {
    name: "command",
    title: "eks-auth agent",
    listArgs: (endpoint) => [
      ...[cliProgram, "agent", "--cluster", "my-cluster", "--listen", "127.0.0.1:0"],
      ...["--endpoint", endpoint, "--region", "us-east-1", "--log-level", "error"],
    ],
  },
];
