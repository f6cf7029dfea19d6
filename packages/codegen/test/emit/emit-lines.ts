import { formatTypeScript } from "../../src/files/format.ts";
import type { JsonAst } from "../../src/model/json-ast.ts";
import { resolveService } from "../../src/model/resolve-service.ts";
import type { Service } from "../../src/model/service.ts";
import type { ModuleNames } from "../../src/print/imports.ts";
import type { SourceFile } from "../../src/print/source-file.ts";

const modules = { runtime: "@eks-auth/server-runtime", types: "@eks-auth/types" };

/**
 * Emits a file for a model.
 *
 * @returns its lines, formatted, without the header, the imports and empty lines
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
