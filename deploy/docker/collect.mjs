// Copies what `eks-auth` needs at run time to a folder: what npm would publish of its package, which has no dependencies.
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [target] = process.argv.slice(2);
if (target === undefined) {
  throw new Error("Usage: node deploy/docker/collect.mjs TARGET");
}
const command = "packages/cli";
const { files } = JSON.parse(readFileSync(join(command, "package.json"), "utf8"));
for (const file of [...files, "package.json", "LICENSE"]) {
  cpSync(join(command, file), join(target, file), { recursive: true });
}
cpSync("deploy/docker/healthcheck.mjs", join(target, "healthcheck.mjs"));
