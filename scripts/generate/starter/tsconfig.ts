import ts from "typescript";
import type { PackageFolder } from "../target.ts";
import { readOwnFile } from "./own-file.ts";

/** Makes the tsconfig.json of a package: ours of the same kind, on its own, for there is none to extend. */
export async function makeTsconfig(folder: PackageFolder): Promise<object> {
  const base = await readTsconfig("tsconfig.base.json");
  const own = await readTsconfig(`packages/${folder}/tsconfig.json`);
  const isClient = folder === "client";
  return {
    compilerOptions: { ...base.compilerOptions, ...own.compilerOptions },
    include: isClient ? ["src"] : ["src", "test"],
  };
}

/** Ours have comments, which JSON doesn't. */
async function readTsconfig(path: string): Promise<{ readonly compilerOptions?: object }> {
  return ts.parseConfigFileTextToJson(path, await readOwnFile(path)).config;
}
