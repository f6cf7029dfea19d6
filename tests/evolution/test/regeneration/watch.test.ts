import { SmithyCli } from "@eks-auth/codegen/smithy";
import { root } from "@eks-auth/test-kit/repository";
import { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// The tests are skipped if Java is missing.
const smithy = await prepareOrSkip("--watch", () => SmithyCli.open(root));

const turboSettings = { tasks: { build: { inputs: ["src/**"], outputs: [] } } };

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await RepositoryCopy.make();
  // The copy lacks what real builds need: these builds only record that they ran.
  await copy.write("turbo.json", JSON.stringify(turboSettings));
  for (const name of ["types", "client", "client-light", "server"]) {
    const scripts = { build: "echo built >> built.log" };
    await copy.write(
      `packages/${name}/package.json`,
      JSON.stringify({ name: `@eks-auth/${name}`, version: "0.0.0", scripts }),
    );
  }
});
afterAll(() => copy.remove());

describe.skipIf(smithy === undefined)("--watch", () => {
  test("generates and builds after each change, continues after an invalid model, and exits with 0", {
    // The Smithy CLI and the builds run several times.
    timeout: 240_000,
  }, async () => {
    await using watch = copy.start("scripts/generate.ts", ["--watch"], { stopSignal: "SIGINT" });
    /** Waits for the report of a cycle, and returns its line. */
    const waitForCycle = async (number: number): Promise<string | undefined> => {
      const listCycles = () => watch.stdout.match(/^\d\d:\d\d:\d\d {2}.*(?=\n)/gm) ?? [];
      await watch.waitUntil(() => listCycles().length >= number);
      return listCycles()[number - 1];
    };
    expect(await watch.waitFor("\n")).toMatch(/^Watching model\/\. Ctrl-C ends it\.\n/);
    expect(await waitForCycle(1)).toMatch(/ {2}0 files changed, [\d.]+ s \(Smithy 0\.0, /);

    const model = await copy.read("model/operation.smithy");
    const changed = model.replace(
      "structure Subject {",
      "structure Subject {\n    /// An informal name.\n    nickname: String\n",
    );
    await copy.write("model/operation.smithy", changed);
    expect(await waitForCycle(2)).toMatch(
      / {2}11 files changed, [\d.]+ s \(Smithy [\d.]+, generating [\d.]+, building [\d.]+\)$/,
    );
    expect(await copy.read("packages/types/src/gen/model.ts")).toContain("nickname?: string");
    // The package.json of the copy's client lists no dependencies.
    expect(await watch.waitFor('To do: add "@smithy/core"')).toMatch(
      / {2}11 files changed, .*\nTo do: add ".*" to the dependencies in packages\/client\/package\.json\.\n/,
    );
    expect(await copy.read("packages/types/built.log")).toBe("built\nbuilt\n");

    await copy.write("model/operation.smithy", `${changed}structure Broken {\n`);
    expect(await waitForCycle(3)).toMatch(/ {2}failed, [\d.]+ s$/);
    expect(await watch.waitFor("Syntax error")).toContain("Syntax error at line");

    await copy.write("model/operation.smithy", model);
    expect(await waitForCycle(4)).toContain("  11 files changed, ");

    const failing = { name: "@eks-auth/client", version: "0.0.0", scripts: { build: "exit 1" } };
    await copy.write("packages/client/package.json", JSON.stringify(failing));
    await copy.write("model/operation.smithy", changed);
    expect(await waitForCycle(5)).toMatch(/ {2}failed, [\d.]+ s$/);
    await watch.waitFor(/\nerror: Building .*\nTo do: add "@smithy\/core"/s);
    await watch.stop();
    expect(await watch.finish()).toMatchObject({ exitCode: 0, stderr: "" });
  });
});
