/**
 * Generates the stub of a model in memory and prints the time that it took, in milliseconds. The time includes loading
 * the generator. Argument: the path of the model's JSON AST.
 */
import { readFile } from "node:fs/promises";

const start = performance.now();
const [{ emitStub, resolveService }, text] = await Promise.all([
  import("@eks-auth/codegen"),
  readFile(process.argv[2] ?? "", "utf8"),
]);
emitStub(resolveService(JSON.parse(text)), "@eks-auth/server-runtime");
process.stdout.write(String(performance.now() - start));
