import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { emitClientLight } from "../../src/emit/client-light/client-light.ts";
import { emitServer } from "../../src/emit/server/stub.ts";
import { emitErrorFacts, emitModel, emitModelTypes } from "../../src/emit/types.ts";
import { formatTypeScript } from "../../src/files/format.ts";
import type { JsonAst } from "../../src/model/json-ast.ts";
import { resolveService } from "../../src/model/resolve-service.ts";
import { renderFiles } from "../../src/print/render-files.ts";

/** Generated files in a folder, to compile and import. */
export interface WrittenFiles extends AsyncDisposable {
  readonly directory: string;
  /** The files in it. */
  readonly paths: readonly string[];
}

/**
 * Emits, formats and writes the stub of a model. The folder is in the repository, so that its imports of the runtime
 * resolve. The model's types are in the same folder, instead of in `@eks-auth/types`.
 *
 * @param maxDeclarations - how many declarations a file can have before it is split
 */
export async function writeStub(ast: JsonAst, maxDeclarations?: number): Promise<WrittenFiles> {
  const service = resolveService(ast);
  const modules = { runtime: "@eks-auth/server-runtime", types: "./model.ts" };
  const files = renderFiles([...emitServer(service), emitModel(service)], modules, maxDeclarations);
  const facts = renderFiles([emitErrorFacts(service)], modules).get("errors.ts") ?? "";
  return writeGenerated(new Map([...files, ["error-facts.ts", facts]]));
}

/** Emits, formats and writes the light client of a model, as {@link writeStub} does with the stub. */
export async function writeLightClient(ast: JsonAst, maxDeclarations?: number): Promise<WrittenFiles> {
  const service = resolveService(ast);
  const modules = { runtime: "@eks-auth/client-runtime", types: "./model.ts" };
  return writeGenerated(
    renderFiles([...emitClientLight(service), emitModelTypes(service)], modules, maxDeclarations),
  );
}

async function writeGenerated(files: ReadonlyMap<string, string>): Promise<WrittenFiles> {
  const formatted = await formatTypeScript(Object.fromEntries(files), join(root, "build"));
  await mkdir(join(root, "build"), { recursive: true });
  const directory = await mkdtemp(join(root, "build/generated-"));
  const paths = formatted.map(([name]) => join(directory, name));
  for (const [name, text] of formatted) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
  return { directory, paths, [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }) };
}
