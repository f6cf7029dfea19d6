import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { emitServerCheck } from "../../../codegen/emit/server-check.ts";
import { emitServerErrors } from "../../../codegen/emit/server-errors.ts";
import { emitServerHandler } from "../../../codegen/emit/server-handler.ts";
import { emitServerIndex } from "../../../codegen/emit/server-index.ts";
import { emitServerOperations } from "../../../codegen/emit/server-operations.ts";
import { emitServerRead } from "../../../codegen/emit/server-read.ts";
import { emitServerRoute } from "../../../codegen/emit/server-route.ts";
import { emitServerService } from "../../../codegen/emit/server-service.ts";
import { emitServerWrite } from "../../../codegen/emit/server-write.ts";
import { emitErrorFacts } from "../../../codegen/emit/types-errors.ts";
import { emitModelTypes } from "../../../codegen/emit/types-model.ts";
import type { JsonAst } from "../../../codegen/model/json-ast.ts";
import { resolveService } from "../../../codegen/model/resolve-service.ts";
import { formatTypeScript } from "../../../generate/format.ts";
import { root } from "../../../root.ts";

/** A stub on disk, ready to be compiled and imported. */
export interface WrittenStub extends AsyncDisposable {
  readonly directory: string;
  /** The files in it. */
  readonly paths: readonly string[];
}

/**
 * Emits, formats and writes the stub of a model. It stands in the repository, where its imports of the runtime
 * resolve; the model's types stand beside it and take the place of `@eks-auth/types`.
 */
export async function writeStub(ast: JsonAst): Promise<WrittenStub> {
  const service = resolveService(ast);
  const files = {
    "model.ts": emitModelTypes(service),
    "error-facts.ts": emitErrorFacts(service),
    "check.ts": emitServerCheck(service),
    "errors.ts": emitServerErrors(service),
    "handler.ts": emitServerHandler(service),
    "index.ts": emitServerIndex(service),
    "operations.ts": emitServerOperations(service),
    "read.ts": emitServerRead(service),
    "route.ts": emitServerRoute(service),
    "service.ts": emitServerService(service),
    "write.ts": emitServerWrite(service),
  };
  const rendered = Object.entries(files).map(([name, file]) => [name, file.render()] as const);
  const formatted = await formatTypeScript(Object.fromEntries(rendered));
  await mkdir(join(root, "build"), { recursive: true });
  const directory = await mkdtemp(join(root, "build/stub-"));
  const paths = formatted.map(([name]) => join(directory, name));
  for (const [name, text] of formatted) {
    await writeFile(join(directory, name), text.replaceAll('"@eks-auth/types"', '"./model.ts"'));
  }
  return { directory, paths, [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }) };
}
