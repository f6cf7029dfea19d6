import { FileAccessError, readFile } from "@eks-auth/service/read-file";
import { isTokenFormat } from "./token-text.ts";

/** Why a pod's AWS SDK can't use a token file. */
export type TokenFileProblem =
  | { readonly code: "unreadable"; readonly error: FileAccessError }
  /** `malformed`: not a JWT, or a JWT with something around it. `whitespace`: a JWT with whitespace around it. */
  | { readonly code: "empty" | "malformed" | "whitespace" };

/** What a token file contains. */
interface TokenFileContent {
  /** The text without surrounding whitespace; empty if the file can't be read. */
  readonly text: string;
  /** What is wrong with the file; undefined if AWS SDKs can use it. */
  readonly problem: TokenFileProblem | undefined;
}

/**
 * Reads a token file, and checks that AWS SDKs can use it: they send its content as it is.
 *
 * @param kind - `token` to use it: then no other user can be able to write it
 */
export async function readTokenFile(
  path: string,
  kind: "token" | "shownToken" = "shownToken",
): Promise<TokenFileContent> {
  let content: string;
  try {
    content = (await readFile(path, kind)).toString();
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    return { text: "", problem: { code: "unreadable", error } };
  }
  const text = content.trim();
  return { text, problem: findProblem(content, text) };
}

function findProblem(content: string, text: string): TokenFileProblem | undefined {
  if (text === "") {
    return { code: "empty" };
  }
  if (!isTokenFormat(text)) {
    return { code: "malformed" };
  }
  return text === content ? undefined : { code: "whitespace" };
}
