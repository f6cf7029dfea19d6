import { cleanEnvironment, readOutput } from "@eks-auth/test-kit/run-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LocalRegistry } from "../../src/local-registry.ts";

let folder: TempFolder;
let registry: LocalRegistry;
let login: Record<string, string>;

beforeAll(async () => {
  folder = await makeTempFolder("eks-auth-registry");
  registry = await LocalRegistry.start(folder.path);
  login = await registry.logIn();
});

afterAll(async () => {
  await registry?.[Symbol.asyncDispose]();
  await folder?.remove();
});

async function publish(name: string, env: Readonly<Record<string, string>>): Promise<void> {
  await folder.write(`${name}/package.json`, JSON.stringify({ name, version: "1.0.0" }));
  const options = { cwd: folder.resolve(name), env: cleanEnvironment(env) };
  await readOutput("npm", ["publish", "--access", "public"], options);
}

test("rejects publishing without a login", async () => {
  await expect(publish("@eks-auth/types", registry.environment)).rejects.toThrow(/ENEEDAUTH|E401/);
  expect(await registry.listPublished()).toEqual([]);
});

test("rejects publishing a package of another scope, even with a login", async () => {
  await expect(publish("another-package", login)).rejects.toThrow(/E40[13]/);
  expect(await registry.listPublished()).toEqual([]);
});

test("stores our packages with a login, and proxies others without storing them", async () => {
  await publish("@eks-auth/types", login);
  await folder.write("project/package.json", '{"private":true}');
  const options = { cwd: folder.resolve("project"), env: cleanEnvironment(registry.environment) };
  const args = ["install", "--no-audit", "--no-fund", "@eks-auth/types", "yaml@2.9.1"];
  await readOutput("npm", args, options);
  expect(JSON.parse(await readOutput("npm", ["ls", "--json"], { cwd: options.cwd }))).toMatchObject({
    dependencies: { "@eks-auth/types": { version: "1.0.0" }, yaml: { version: "2.9.1" } },
  });
  expect(await registry.listPublished()).toEqual(["@eks-auth/types"]);
});
