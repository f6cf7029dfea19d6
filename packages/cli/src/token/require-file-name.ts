import type { Command } from "commander";
import { looksLikeToken } from "./looks-like-token.ts";

/**
 * Ends a command as one with wrong arguments, where an option that names a token file is empty or has the token itself.
 *
 * @param option - the option, `--token-file`
 * @param path - its value
 * @throws CommanderError in place of the process's end
 */
export function requireFileName(command: Command, option: string, path: string): void {
  if (path === "") {
    command.error(`error: ${option} is empty. Name the file that holds the token.`);
  }
  if (looksLikeToken(path)) {
    command.error(`error: ${option} has a token. Write the token to a file, and name that.`);
  }
}
