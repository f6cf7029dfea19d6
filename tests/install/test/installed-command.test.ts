import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { packOne } from "@eks-auth/scripts/release/published-packages";
import { root } from "@eks-auth/test-kit/repository";
import { cleanEnvironment, readOutput } from "@eks-auth/test-kit/run-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, expect, test } from "vitest";

const command = join(root, "packages/cli");
let folder: TempFolder;
/** The files of the installed package and of all that npm installed with it. */
let files: string[];

beforeAll(async () => {
  folder = await makeTempFolder("eks-auth-installed");
  const { path } = await packOne(root, "packages/cli", folder.resolve("tarball"));
  await folder.write("project/package.json", '{"private":true}');
  const args = ["install", "--offline", "--no-audit", "--no-fund", "--no-package-lock", path];
  await readOutput("npm", args, { cwd: folder.resolve("project"), env: cleanEnvironment() });
  const entries = await readdir(folder.resolve("project/node_modules"), {
    recursive: true,
    withFileTypes: true,
  });
  files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}, 120_000);

afterAll(() => folder?.remove());

test("an installed command has less than 4 MB, in less than 150 files", async () => {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(4_000_000);
  expect(files.length).toBeLessThan(150);
});

test("it is the only package that is installed", async () => {
  expect(files.filter((file) => file.endsWith("/package.json"))).toEqual([
    folder.resolve("project/node_modules/@eks-auth/cli/package.json"),
  ]);
  const { dependencies, peerDependencies, optionalDependencies } = JSON.parse(
    await readFile(join(command, "package.json"), "utf8"),
  );
  expect([dependencies, peerDependencies, optionalDependencies]).toEqual([undefined, undefined, undefined]);
});

test("it makes an exchange", async () => {
  const program = folder.resolve("project/node_modules/.bin/eks-auth");
  const output = await readOutput(process.execPath, [program, "dev", "--once"], { env: cleanEnvironment() });
  expect(JSON.parse(output)).toMatchObject({ audience: "pods.eks.amazonaws.com" });
});

test("it starts a development cluster inside of a test, and has types that need no other package", async () => {
  const code = `import { type Dev, type FaultSettings, startDev } from "@eks-auth/cli/testing";
    const faults: FaultSettings = { throttle: { rate: 1 } };
    const dev: Dev = await startDev({ faults });
    const token: string = await dev.mintToken();
    const response = await fetch(dev.credentialsUrl, { headers: { authorization: token } });
    console.log(response.status);
    // @ts-expect-error there is no such fault
    const unknown: FaultSettings = { unknown: { rate: 1 } };
    await dev.stop();`;
  const file = await folder.write("project/check.mts", code);
  const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "esnext", "--types", "node"];
  const typeRoots = ["--typeRoots", join(root, "node_modules/@types")];
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  await readOutput(process.execPath, [compiler, ...options, ...typeRoots, file], {
    cwd: folder.resolve("project"),
  });
  const args = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning", file];
  expect(await readOutput(process.execPath, args, { env: cleanEnvironment() })).toBe("429\n");
});

test("its source maps name files of this repository that exist", async () => {
  const maps = files.filter((file) => file.endsWith(".js.map"));
  expect(maps.length).toBeGreaterThan(10);
  const sources = await Promise.all(
    maps.map(async (file): Promise<string[]> => JSON.parse(await readFile(file, "utf8")).sources),
  );
  const own = [...new Set(sources.flat())].filter(
    (path) => path.endsWith(".ts") && !path.includes("node_modules"),
  );
  expect(own).toContain("../src/program.ts");
  await Promise.all(own.map((path) => stat(join(command, "dist", path))));
});
