import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { emitStub } from "../../src/emit/server/stub.ts";
import { emitErrorFacts } from "../../src/emit/types.ts";
import { formatTypeScript } from "../../src/files/format.ts";
import type { JsonAst } from "../../src/model/json-ast.ts";
import { resolveService } from "../../src/model/resolve-service.ts";
import { root } from "../../src/root.ts";

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
  const modules = { runtime: "@eks-auth/server-runtime", types: "./model.ts" };
  const formatted = await formatTypeScript({
    ...Object.fromEntries(emitStub(service, modules)),
    "error-facts.ts": emitErrorFacts(service).render(modules),
  });
  await mkdir(join(root, "build"), { recursive: true });
  const directory = await mkdtemp(join(root, "build/stub-"));
  const paths = formatted.map(([name]) => join(directory, name));
  for (const [name, text] of formatted) {
    await writeFile(join(directory, name), text);
  }
  return { directory, paths, [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }) };
}
