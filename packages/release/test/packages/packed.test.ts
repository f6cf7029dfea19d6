import { execFile } from "node:child_process";
import { cp, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Consumer, installConsumer, oldestNode, packages } from "./consumer.ts";

const execute = promisify(execFile);
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const program = fileURLToPath(new URL("../../programs/exchange.mts", import.meta.url));

/** Every entry point of every package that is a library. */
const entryPoints = [
  "@eks-auth/types",
  "@eks-auth/types/wire",
  "@eks-auth/client",
  "@eks-auth/server-runtime",
  "@eks-auth/server-runtime/node",
  "@eks-auth/server-runtime/fetch",
  "@eks-auth/server-runtime/lambda",
  "@eks-auth/server",
  "@eks-auth/server/node",
  "@eks-auth/server/fetch",
  "@eks-auth/server/lambda",
  "@eks-auth/service",
  "@eks-auth/service/dev-cluster",
  "@eks-auth/service/token-file",
  "@eks-auth/agent",
  "@eks-auth/agent/token",
];

let consumer: Consumer;

beforeAll(async () => {
  consumer = await installConsumer();
  await cp(program, join(consumer.directory, "exchange.mts"));
});

afterAll(() => consumer.remove());

describe.each([
  { version: `v${oldestNode}`, node: () => consumer.oldestNodePath },
  { version: process.version, node: () => process.execPath },
])("on Node $version", ({ version, node }) => {
  it("is the version that it says", async () => {
    await writeFile(join(consumer.directory, "version.cjs"), "console.log(process.version);");
    expect(await consumer.run(node(), "version.cjs")).toBe(`${version}\n`);
  });

  it.each(entryPoints)("import %s and require %s give the same module", async (entryPoint) => {
    const script = `
      const imported = await import("${entryPoint}");
      const { createRequire } = await import("node:module");
      const required = createRequire(import.meta.url)("${entryPoint}");
      if (imported !== required) {
        throw new Error("two copies");
      }
      console.log(Object.keys(imported).length);`;
    await writeFile(join(consumer.directory, "load.mjs"), script);
    const exported = Number(await consumer.run(node(), "load.mjs"));
    // The wire types exist for the compiler alone.
    expect(exported > 0).toBe(entryPoint !== "@eks-auth/types/wire");
  });

  it("the eks-auth command makes an exchange", async () => {
    const { stdout } = await execute(
      node(),
      [join(consumer.directory, "node_modules/.bin/eks-auth"), "dev", "--once"],
      { cwd: consumer.directory },
    );
    expect(JSON.parse(stdout)).toMatchObject({ audience: "pods.eks.amazonaws.com" });
  });

  it("loads the JSON documents", async () => {
    const script = `
      const model = require("@eks-auth/types/model.json");
      const openApi = require("@eks-auth/types/openapi.json");
      console.log(model.smithy, openApi.openapi);`;
    await writeFile(join(consumer.directory, "json.cjs"), script);
    expect(await consumer.run(node(), "json.cjs")).toBe("2.0 3.1.0\n");
  });
});

describe.each(["nodenext", "bundler"])("under moduleResolution %s", (moduleResolution) => {
  it("a program that uses all of the packages compiles and runs, declarations checked", async () => {
    const options = {
      module: moduleResolution === "nodenext" ? "nodenext" : "esnext",
      moduleResolution,
      target: "es2022",
      types: ["node"],
      strict: true,
      skipLibCheck: false,
      exactOptionalPropertyTypes: true,
      outDir: moduleResolution,
    };
    const tsconfig = join(consumer.directory, `tsconfig.${moduleResolution}.json`);
    await writeFile(tsconfig, JSON.stringify({ compilerOptions: options, files: ["exchange.mts"] }));
    await execute(process.execPath, [tsc, "-p", tsconfig]).catch((error) => {
      throw new Error(error.stdout);
    });
    expect(await consumer.run(process.execPath, `${moduleResolution}/exchange.mjs`)).toBe(
      "AROAEXAMPLE:eks-dev-pod expires 2030-01-01T00:00:00.000Z\nThrottlingException 429 ThrottlingException\n",
    );
  });
});

it.each(packages)("%s carries a licence and a README", async (name) => {
  const directory = join(consumer.directory, "node_modules/@eks-auth", name);
  const { stdout } = await execute("ls", [directory]);
  expect(stdout.split("\n")).toEqual(
    expect.arrayContaining(["LICENSE", "README.md", "dist", "package.json"]),
  );
  expect(stdout).not.toContain("test");
});
