import { existsSync } from "node:fs";
import { CommandFailure } from "../failure.ts";

/**
 * Checks that a token file may be written, and removed at the end: one that is there belongs to somebody else.
 *
 * @throws CommandFailure where the file is there
 */
export function requireNoTokenFile(path: string): void {
  if (existsSync(path)) {
    throw new CommandFailure(
      `${path} is there already. If another eks-auth dev uses this directory, choose another with --directory; ` +
        "else remove the file.",
    );
  }
}
