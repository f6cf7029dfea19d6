import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { esModules } from "../../bundle/es-modules.ts";
import { workspaceSources } from "../../bundle/workspace-sources.ts";

const command = join(import.meta.dirname, "../..");
const licenses = readFileSync(join(command, "dist/THIRD-PARTY-LICENSES"), "utf8");

/** The folders of all packages of npm with code in the bundle, from the source maps of another build of it. */
async function findBundledFolders(): Promise<string[]> {
  await using bundle = await rolldown({
    input: [
      join(command, "src/start.ts"),
      join(command, "../service/src/associations/association-worker.ts"),
    ],
    platform: "node",
    plugins: [workspaceSources(), esModules()],
    logLevel: "silent",
  });
  const { output } = await bundle.generate({ format: "esm", sourcemap: true, dir: join(command, "dist") });
  const sources = output.flatMap((file) => (file.type === "chunk" ? (file.map?.sources ?? []) : []));
  const folders = sources.map((path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(folders.filter((path) => path !== undefined))].map((path) =>
    join(command, "dist", path),
  );
}

test("every package with code in the bundle is listed, with the text of its license", async () => {
  const folders = await findBundledFolders();
  expect(folders.length).toBeGreaterThan(20);
  const list = JSON.parse(readFileSync(join(command, "dist/bundled-packages.json"), "utf8"));
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    expect(list).toContainEqual({ name, version, license });
    expect(licenses).toContain(`\n${name} ${version} (${license})\n`);
    for (const file of readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file))) {
      expect(licenses, name).toContain(readFileSync(join(folder, file), "utf8").trim());
    }
  }
}, 60_000);
