import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasJava } from "../java.ts";
import { RepositoryCopy } from "../repository-copy.ts";

const turboSettings = { tasks: { build: { inputs: ["src/**"], outputs: [] } } };

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await RepositoryCopy.make();
  // Builds of our packages take what the copy hasn't got: these only say that they ran.
  await copy.write("turbo.json", JSON.stringify(turboSettings));
  for (const name of ["types", "client", "server"]) {
    const scripts = { build: "echo built >> built.log" };
    await copy.write(
      `packages/${name}/package.json`,
      JSON.stringify({ name: `@eks-auth/${name}`, version: "0.0.0", scripts }),
    );
  }
});
afterAll(() => copy[Symbol.asyncDispose]());

describe.skipIf(!hasJava)("--watch", () => {
  test("generates and builds after each change, outlives a broken model, and ends with 0", {
    // Four runs of the Smithy CLI, and builds between them.
    timeout: 240_000,
  }, async () => {
    const child = copy.start("scripts/generate.ts", ["--watch"]);
    const ended = new Promise((resolve) => child.once("close", resolve));
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const errors: Buffer[] = [];
    child.stderr.on("data", (data) => errors.push(data));
    /** Reads up to a line that is wanted. */
    const readTo = async (pattern: RegExp): Promise<string | undefined> => {
      for (;;) {
        const { value, done } = await lines.next();
        if (done || pattern.test(value)) {
          return value;
        }
      }
    };
    const cycle = /^\d\d:\d\d:\d\d {2}/;
    try {
      expect((await lines.next()).value).toBe("Watching model/. Ctrl-C ends it.");
      expect(await readTo(cycle)).toMatch(/ {2}0 files changed, [\d.]+ s \(Smithy 0\.0, /);

      const model = await copy.read("model/operation.smithy");
      const changed = model.replace(
        "structure Subject {",
        "structure Subject {\n    /// It.\n    nickname: String\n",
      );
      await copy.write("model/operation.smithy", changed);
      expect(await readTo(cycle)).toMatch(
        / {2}9 files changed, [\d.]+ s \(Smithy [\d.]+, generating [\d.]+, building [\d.]+\)$/,
      );
      expect(await copy.read("packages/types/src/gen/model.ts")).toContain("nickname?: string");
      expect(await copy.read("packages/types/built.log")).toBe("built\nbuilt\n");

      await copy.write("model/operation.smithy", `${changed}structure Broken {\n`);
      expect(await readTo(cycle)).toMatch(/ {2}failed, [\d.]+ s$/);
      expect(await readTo(/Syntax error/)).toContain("Syntax error at line");

      await copy.write("model/operation.smithy", model);
      expect(await readTo(cycle)).toContain("  9 files changed, ");
    } finally {
      child.kill("SIGINT");
      await ended;
    }
    expect(child.exitCode).toBe(0);
    expect(Buffer.concat(errors).toString()).toBe("");
  });
});
