// Copies what `eks-auth` needs at run time to a folder: production dependencies, and of each package of this repository
// what npm would publish.
import { cpSync, existsSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [target] = process.argv.slice(2);
if (target === undefined) {
  throw new Error("Usage: node deploy/docker/collect.mjs TARGET");
}
const isOfNpm = /^node_modules\/(\.bin|\.package-lock\.json|@eks-auth)$/;
cpSync("node_modules", join(target, "node_modules"), {
  recursive: true,
  filter: (path) => !isOfNpm.test(path),
});
for (const manifest of globSync("packages/*/package.json")) {
  const { name, files = [], private: isPrivate } = JSON.parse(readFileSync(manifest, "utf8"));
  if (isPrivate) {
    continue;
  }
  const folder = join(target, "node_modules", name);
  mkdirSync(folder, { recursive: true });
  for (const file of ["package.json", "node_modules", ...files]) {
    const source = join(manifest, "..", file);
    if (existsSync(source)) {
      cpSync(source, join(folder, file), { recursive: true });
    }
  }
}
cpSync("LICENSE", join(target, "LICENSE"));
cpSync("deploy/docker/healthcheck.mjs", join(target, "healthcheck.mjs"));
