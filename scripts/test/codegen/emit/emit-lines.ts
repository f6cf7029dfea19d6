import type { JsonAst } from "../../../codegen/model/json-ast.ts";
import { resolveService } from "../../../codegen/model/resolve-service.ts";
import type { Service } from "../../../codegen/model/service.ts";
import type { ModuleNames } from "../../../codegen/print/imports.ts";
import type { SourceFile } from "../../../codegen/print/source-file.ts";
import { formatTypeScript } from "../../../generate/format.ts";

const modules = { runtime: "@eks-auth/server-runtime", types: "@eks-auth/types" };

/**
 * Emits a file for a model.
 *
 * @returns its lines, formatted, from the first behind the header and the imports, without those that are empty
 */
export async function emitLines(
  emitter: (service: Service, modules: ModuleNames) => SourceFile,
  model: JsonAst,
): Promise<string[]> {
  const [[, text = ""] = []] = await formatTypeScript({
    "emitted.ts": emitter(resolveService(model), modules).render(modules),
  });
  const lines = text
    .replaceAll(/^import [^;]*;\n/gm, "")
    .split("\n")
    .filter((line) => line !== "");
  return lines.slice(1);
}
