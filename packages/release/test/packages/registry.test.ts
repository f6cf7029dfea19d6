import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../src/process/run.ts";
import { LocalRegistry } from "../../src/registry/local-registry.ts";

let folder: string;
let registry: LocalRegistry;
let login: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eks-auth-registry-"));
  registry = await LocalRegistry.start(folder);
  login = await registry.logIn();
});

afterAll(async () => {
  await registry[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function publish(name: string, env: Readonly<Record<string, string>>): Promise<string> {
  const directory = join(folder, name);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, "package.json"), JSON.stringify({ name, version: "1.0.0" }));
  return run("npm", ["publish", "--access", "public"], { cwd: directory, env });
}

test("nobody publishes without a login", async () => {
  await expect(publish("@eks-auth/types", registry.environment)).rejects.toThrow(/ENEEDAUTH|E401/);
  expect(await registry.listKept()).toEqual([]);
});

test("nobody publishes what is not ours, not even with a login", async () => {
  await expect(publish("left-alone", login)).rejects.toThrow(/E40[13]/);
  expect(await registry.listKept()).toEqual([]);
});

test("with a login ours is published, and another package is passed on and not kept", async () => {
  await publish("@eks-auth/types", login);
  const project = join(folder, "project");
  await mkdir(project);
  await writeFile(join(project, "package.json"), '{"private":true}');
  const args = ["install", "--no-audit", "--no-fund", "@eks-auth/types", "yaml@2.9.1"];
  await run("npm", args, { cwd: project, env: registry.environment });
  expect(JSON.parse(await run("npm", ["ls", "--json"], { cwd: project }))).toMatchObject({
    dependencies: { "@eks-auth/types": { version: "1.0.0" }, yaml: { version: "2.9.1" } },
  });
  expect(await registry.listKept()).toEqual(["@eks-auth/types"]);
});
