/**
 * Runs the unit tests of the published packages with the Node.js that runs this script, on any system. npm scripts can't:
 * they use the Node.js of the workspace. The packages must be built. Arguments are folders, `packages/types`; by default
 * all packages.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const given = process.argv.slice(2);
const all = globSync(["packages/*/package.json", "eks-api/packages/*/package.json"], { cwd: root })
  .map(dirname)
  .sort();
const folders = (given.length > 0 ? given : all).filter((folder) => {
  const manifest = join(root, folder, "package.json");
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).scripts?.test !== undefined;
});

// Programs that tests start by the name `node` are the same.
const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` };
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const failed = folders.filter((folder) => {
  console.log(`\n${folder}, Node.js ${process.version}, ${process.platform}`);
  const { status } = spawnSync(process.execPath, [vitest, "run"], {
    cwd: join(root, folder),
    env,
    stdio: "inherit",
  });
  return status !== 0;
});
for (const folder of failed) {
  console.log(`FAILED ${folder}`);
}
process.exitCode = folders.length === 0 || failed.length > 0 ? 1 : 0;
