import { resolve } from "node:path";
import { CommandFailure } from "../../failure.ts";
import { hasTokenForm } from "../../token/has-token-form.ts";
import { readTokenFile } from "../../token/read-token-file.ts";
import type { HeldToken } from "./held-token.ts";

/**
 * Takes the user's own token file, which somebody else keeps fresh.
 *
 * @throws CommandFailure where it can't be read, is empty, holds no token, or has space around it, which AWS SDKs don't
 *   remove
 */
export async function useTokenFile(file: string): Promise<HeldToken> {
  const path = resolve(file);
  const content = await readTokenFile(path, "--token-file");
  const token = content.trim();
  if (token === "") {
    throw new CommandFailure(
      `the token file ${path} is empty; it should hold a pod's token. Check --token-file.`,
    );
  }
  if (!hasTokenForm(token)) {
    throw new CommandFailure(
      `the token file ${path} doesn't hold a JSON Web Token alone: it must be HEADER.CLAIMS.SIGNATURE, neither Bearer nor ` +
        "quotes around it. Check --token-file.",
    );
  }
  if (content !== token) {
    throw new CommandFailure(
      `the token file ${path} begins or ends with space or a newline, which AWS SDKs refuse. Write the token alone, ` +
        "with printf %s for one.",
    );
  }
  return { path, stop: async () => {} };
}
