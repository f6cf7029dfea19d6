import { isUtf8 } from "node:buffer";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { listFiles } from "../files/list-files.ts";
import { CommandError } from "../terminal/command-error.ts";

/**
 * Checks that model files are UTF-8 without a byte order mark. Smithy reports anything else as a syntax error.
 *
 * @param paths - absolute paths of files and folders; those that don't exist are left to Smithy
 * @throws CommandError if a file has another encoding
 */
export async function requireUtf8Models(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    for (const file of await listModels(path)) {
      await requireUtf8File(file);
    }
  }
}

/**
 * Checks that a file is UTF-8 without a byte order mark.
 *
 * @throws CommandError if it has another encoding
 */
export async function requireUtf8File(file: string): Promise<void> {
  const problem = findEncodingProblem(await readFile(file));
  if (problem !== undefined) {
    throw new CommandError(`${file} ${problem}`, { code: "model_encoding" });
  }
}

/** Lists the model files at a path: the file itself, or those in the folder and below. */
export async function listModels(path: string): Promise<string[]> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory()) {
    const files = await listFiles(path);
    return files.filter(isModel).map((file) => join(path, file));
  }
  return stats?.isFile() && isModel(path) ? [path] : [];
}

function isModel(path: string): boolean {
  return /\.(smithy|json)$/.test(path);
}

function findEncodingProblem(content: Buffer): string | undefined {
  const start = content.toString("latin1", 0, 3);
  if (/^(\xff\xfe|\xfe\xff|[^\0]\0|\0[^\0])/.test(start)) {
    return "is UTF-16, and Smithy reads only UTF-8. Convert it with: iconv -f UTF-16 -t UTF-8.";
  }
  if (start === "\xef\xbb\xbf") {
    return "begins with a byte order mark, which Smithy doesn't accept. Save it as UTF-8 without a BOM.";
  }
  return isUtf8(content)
    ? undefined
    : "is not UTF-8; it probably has an older encoding. Convert it with: iconv -f ISO-8859-1 -t UTF-8.";
}
