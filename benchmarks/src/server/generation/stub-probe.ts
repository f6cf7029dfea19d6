/**
 * A program: generates the stub of a model in memory, and prints how long that took, in milliseconds, the loading of
 * the generator included. Its argument is the path of the model's JSON AST.
 */
import { readFile } from "node:fs/promises";

const start = performance.now();
const [{ emitStub }, { resolveService }, text] = await Promise.all([
  import("@eks-auth/codegen"),
  import("@eks-auth/codegen"),
  readFile(process.argv[2] ?? "", "utf8"),
]);
emitStub(resolveService(JSON.parse(text)), { types: "./model.ts", runtime: "@eks-auth/server-runtime" });
process.stdout.write(String(performance.now() - start));
