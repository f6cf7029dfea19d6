import { createHash } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { emitStub } from "@eks-auth/scripts/codegen/emit-stub.ts";
import { resolveService } from "@eks-auth/scripts/codegen/model/resolve-service.ts";
import { everyFeatureModel } from "../model/every-feature-model.ts";

const build = fileURLToPath(new URL("../../build", import.meta.url));

/**
 * Generates the stub of the model that uses everything, unless the same is there already.
 *
 * @returns the absolute path of its entry point
 */
export async function writeStub(): Promise<string> {
  const modules = { types: "./model.ts", runtime: "@eks-auth/server-runtime" };
  const files = [...emitStub(resolveService(everyFeatureModel), modules)];
  const digest = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 16);
  const folder = join(build, `stub-${digest}`);
  const partial = `${folder}.${process.pid}.${crypto.randomUUID()}`;
  await mkdir(partial, { recursive: true });
  for (const [name, text] of files) {
    await writeFile(join(partial, name), text);
  }
  // Another process may have been faster, and may be reading it.
  await rename(partial, folder).catch(() => rm(partial, { recursive: true }));
  return join(folder, "index.ts");
}
