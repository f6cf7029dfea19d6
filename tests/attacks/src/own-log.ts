import type { StartedProgram } from "@eks-auth/test-kit/started-program";

/**
 * Returns the log that the attacker caused: without the lines of the well-behaved client's credentials.
 *
 * @param from - how long the log was before the attack
 */
export function readOwnLog(program: StartedProgram, from: number): string {
  return program.stderr
    .slice(from)
    .split("\n")
    .filter((line) => !line.includes("credentials issued"))
    .join("\n");
}
