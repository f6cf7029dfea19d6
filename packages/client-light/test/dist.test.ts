import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startRecordingServer } from "@eks-auth/test-kit/recording-server";
import { cleanEnvironment, runProgram } from "@eks-auth/test-kit/run-program";
import { sampleResponseJson } from "@eks-auth/test-kit/sample-response";
import { expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };

const dist = new URL("../dist/", import.meta.url);
const files = readdirSync(dist);

/** The modules that a built file imports, without other files of the package. */
function importedModules(file: string): string[] {
  const source = readFileSync(new URL(file, dist), "utf8");
  const specifiers = source.matchAll(
    /^(?:import|export)\b[^;"]*?\bfrom ?"([^"]+)"|^import ?"([^"]+)"|\b(?:import|require)\("([^"]+)"\)/gm,
  );
  return [...specifiers]
    .map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "")
    .filter((specifier) => !specifier.startsWith("."));
}

test("the build imports nothing but modules of Node.js", () => {
  const imported = files.filter((file) => file.endsWith(".js")).flatMap(importedModules);
  expect(imported.filter((specifier) => !specifier.startsWith("node:"))).toEqual([]);
  expect(importedModules("index.fetch.js")).toEqual([]);
  expect(readFileSync(new URL("index.fetch.js", dist), "utf8")).not.toMatch(
    /["'`]node:|\bprocess\b|\bBuffer\b/,
  );
});

test("the declarations import only the types, the only dependency", () => {
  const imported = files.filter((file) => file.endsWith(".d.ts")).flatMap(importedModules);
  expect([...new Set(imported)]).toEqual(["@eks-auth/types"]);
  expect(Object.keys(packageJson.dependencies)).toEqual(["@eks-auth/types"]);
});

/** Calls the API in its own process, and prints the modules of Node.js that were loaded. */
const program = `
import { EKSAuth } from ${JSON.stringify(new URL("index.js", dist).href)};
const client = new EKSAuth({
  region: "eu-west-1",
  endpoint: process.argv[1],
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
});
const { assumedRoleUser } = await client.assumeRoleForPodIdentity({ clusterName: "c", token: "a.b.c" });
client.close();
console.log(JSON.stringify({ arn: assumedRoleUser.arn, modules: process.moduleLoadList }));
`;

test("a call in Node.js loads neither undici nor other modules of this repository", async () => {
  await using server = await startRecordingServer({ status: 200, body: sampleResponseJson });
  const args = ["--input-type=module", "--eval", program, "--", server.url];
  const { exitCode, stdout, stderr } = await runProgram(process.execPath, args, {
    cwd: fileURLToPath(dist),
    env: cleanEnvironment(),
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const { arn, modules } = JSON.parse(stdout) as { arn: string; modules: string[] };
  expect(arn).toBe(sampleResponseJson.assumedRoleUser.arn);
  expect(modules.filter((name) => /undici|internal\/crypto\/webcrypto/.test(name))).toEqual([]);
});
