import { isUtf8 } from "node:buffer";
import { UnusableFileError } from "./file-error.ts";

/**
 * Decodes the text of a file, UTF-8. A byte order mark is left out.
 *
 * @param path - the file's path, for the message
 * @throws UnusableFileError if the text has another encoding, or is not text; the message says how to convert it
 */
export function decodeText(content: Uint8Array, path: string): string {
  const encoding = findOtherUnicode(content);
  if (encoding !== undefined) {
    throw UnusableFileError.ofProblems(path, [
      {
        line: 1,
        message: `the file is ${encoding}, not UTF-8. Convert it with: iconv -f ${encoding} -t UTF-8. In PowerShell, write it with: Out-File -Encoding utf8.`,
      },
    ]);
  }
  const problem = findBadLine(content);
  if (problem !== undefined) {
    throw UnusableFileError.ofProblems(path, [problem]);
  }
  return new TextDecoder().decode(content);
}

/** Finds the encoding of a text in UTF-16 or UTF-32. Without a byte order mark, an ASCII character has zeros around it. */
function findOtherUnicode(content: Uint8Array): string | undefined {
  const start = Buffer.from(content.subarray(0, 4)).toString("hex");
  if (/^(fffe0000|0000feff|..000000|000000..)$/.test(start)) {
    return "UTF-32";
  }
  return /^(fffe|feff|(?!00)..00|00(?!00)..)/.test(start) ? "UTF-16" : undefined;
}

function findBadLine(content: Uint8Array): { line: number; message: string } | undefined {
  if (isUtf8(content) && !content.includes(0)) {
    return undefined;
  }
  let line = 1;
  // A line break is never a part of another character.
  for (let from = 0; from < content.length; line++) {
    const end = content.indexOf(0x0a, from);
    const text = content.subarray(from, end === -1 ? undefined : end);
    if (text.includes(0)) {
      return {
        line,
        message: "there is a zero byte, so this is not a text file. Check that it is the right file.",
      };
    }
    if (!isUtf8(text)) {
      return {
        line,
        message: `a character is not UTF-8; the file probably has an older encoding, such as ISO-8859-1. Convert it with: iconv -f ISO-8859-1 -t UTF-8.`,
      };
    }
    from = end === -1 ? content.length : end + 1;
  }
  return undefined;
}
