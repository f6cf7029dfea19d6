import type { JsonAst } from "../../src/model/json-ast.ts";
import { resolveService } from "../../src/model/resolve-service.ts";
import type { Service } from "../../src/model/service.ts";
import { renderFiles } from "../../src/print/render-files.ts";
import type { SourceFile } from "../../src/print/source-file.ts";
import { formatText } from "./format-text.ts";

/**
 * Emits a file for a model.
 *
 * @param types - the module of the model's types
 * @returns its lines, formatted, without the header, the imports and empty lines
 */
export async function emitLines(
  emitter: (service: Service) => SourceFile,
  model: JsonAst,
  types = "@eks-auth/types",
): Promise<string[]> {
  const files = renderFiles([emitter(resolveService(model))], {
    runtime: "@eks-auth/server-runtime",
    types,
  });
  const [code = ""] = files.values();
  const text = await formatText(code);
  const lines = text
    .replaceAll(/^import [^;]*;\n/gm, "")
    .split("\n")
    .filter((line) => line !== "");
  return lines.slice(1);
}
