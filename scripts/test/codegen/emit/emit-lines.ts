import type { JsonAst } from "../../../codegen/model/json-ast.ts";
import { resolveService } from "../../../codegen/model/resolve-service.ts";
import type { Service } from "../../../codegen/model/service.ts";
import type { SourceFile } from "../../../codegen/print/source-file.ts";
import { formatTypeScript } from "../../../generate/format.ts";

/**
 * Emits a file for a model.
 *
 * @returns its lines, formatted, from the first behind the header and the imports, without those that are empty
 */
export async function emitLines(
  emitter: (service: Service) => SourceFile,
  model: JsonAst,
): Promise<string[]> {
  const [[, text = ""] = []] = await formatTypeScript({
    "emitted.ts": emitter(resolveService(model)).render(),
  });
  const lines = text
    .replaceAll(/^import [^;]*;\n/gm, "")
    .split("\n")
    .filter((line) => line !== "");
  return lines.slice(1);
}
