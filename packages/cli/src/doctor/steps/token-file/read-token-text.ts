import { readFile } from "node:fs/promises";
import { isTokenFormat } from "../../../core/token-text.ts";
import type { Finding } from "../../report/finding.ts";

/** What a file holds where a token should be. */
export type TokenText =
  | { readonly text: string; readonly problem?: Finding | undefined }
  | { readonly text?: undefined; readonly problem: Finding };

/**
 * Reads the text of a token from a file.
 *
 * @returns the token without what is around it; without a text where there is none
 */
export async function readTokenText(path: string): Promise<TokenText> {
  let content: string;
  try {
    content = await readFile(path, "utf8");
  } catch (error) {
    return { problem: describeUnreadable(path, (error as NodeJS.ErrnoException).code ?? "") };
  }
  const text = content.trim();
  if (text === "") {
    return {
      problem: fail(
        `${path} is empty.`,
        "Write the pod's token to it, or have the kubelet project it there.",
      ),
    };
  }
  if (!isTokenFormat(text)) {
    return {
      problem: fail(
        `${path} doesn't hold a JSON Web Token alone.`,
        "It must hold HEADER.CLAIMS.SIGNATURE and nothing else, neither Bearer nor quotes.",
      ),
    };
  }
  return text === content
    ? { text }
    : {
        text,
        problem: fail(
          `${path} has space or a newline around the token. SDKs send a file as it is, and such a header can't be sent.`,
          `Write it without: printf %s "$(cat ${path})" > token`,
        ),
      };
}

function describeUnreadable(path: string, code: string): Finding {
  const remedies: Readonly<Record<string, string>> = {
    ENOENT:
      "Check the path. In a pod, the volume that projects the token must be mounted there: the webhook adds it when the pod is made.",
    EACCES: "Have it readable for this user: for pods that is fsGroup in the security context.",
    EISDIR: "It is a directory: name the file in it.",
  };
  return fail(`${path} can't be read (${code}).`, remedies[code] ?? "Check the path.");
}

function fail(found: string, remedy: string): Finding {
  return { status: "failed", found, remedy };
}
