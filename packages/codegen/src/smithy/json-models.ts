import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listFiles } from "../files/list-files.ts";

/** Folders with copies of the model, and with other JSON. A generated `model.json` is in `gen`. */
const skipped = /(^|[\\/])(node_modules|build|dist|gen)[\\/]/;

/**
 * Finds the JSON ASTs in a folder and below, for a folder without `.smithy` files. Other JSON, such as a package.json, is
 * not a model.
 *
 * @returns absolute paths, sorted
 */
export async function listJsonModels(folder: string): Promise<string[]> {
  const files = (await listFiles(folder))
    .filter((file) => file.endsWith(".json") && !skipped.test(file))
    .map((file) => join(folder, file));
  const found = await Promise.all(files.map(async (file) => looksLikeAst(await readFile(file))));
  return files.filter((_, index) => found[index]);
}

/** A model with another encoding is found too, so that the error can name its encoding. */
function looksLikeAst(content: Buffer): boolean {
  const text = content.toString("utf8");
  return isUtf8(content) && !text.startsWith("\ufeff") && !text.includes("\0")
    ? isJsonAst(text)
    : content.toString("latin1").replaceAll("\0", "").includes('"smithy"');
}

/** Whether a text is a model in Smithy's JSON AST, which has its version at the top. */
export function isJsonAst(text: string): boolean {
  if (!text.includes('"smithy"')) {
    return false;
  }
  try {
    const { smithy, shapes } = JSON.parse(text);
    return typeof smithy === "string" && /^[12](\.|$)/.test(smithy) && (shapes ?? {}) instanceof Object;
  } catch {
    return false;
  }
}
