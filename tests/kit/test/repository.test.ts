import { readlink, realpath } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { replaceSection, root } from "../src/repository.ts";
import { RepositoryCopy } from "../src/repository-copy.ts";

describe("replaceSection", () => {
  const page = "# Page\n\n<!-- sizes: start -->\n\nold\n\n<!-- sizes: end -->\n\nrest\n";

  test("replaces the text between the markers", () => {
    expect(replaceSection(page, "sizes", "| new |\n", "page.md")).toBe(page.replace("old", "| new |"));
  });

  test("fails if a marker is missing or they are in the wrong order", () => {
    expect(() => replaceSection(page, "speed", "", "page.md")).toThrow(
      'page.md needs the lines "<!-- speed: start -->" and, after it, "<!-- speed: end -->".',
    );
    const reversed = "<!-- a: end --><!-- a: start -->";
    expect(() => replaceSection(reversed, "a", "", "page.md")).toThrow("page.md needs the lines");
  });
});

describe("a copy of the repository", () => {
  test("resolves copied workspaces to itself and others to the repository", async () => {
    await using copy = await RepositoryCopy.make(["package.json", "packages/types"]);
    const types = await readlink(copy.resolve("node_modules/@eks-auth/types"));
    expect(types).toBe(copy.resolve("packages/types"));
    const client = await realpath(copy.resolve("node_modules/@eks-auth/client"));
    expect(client).toBe(await realpath(`${root}packages/client`));
    expect(await copy.list("packages/types")).not.toContain("test");
  });

  test("restores a snapshot, and does not write files that are unchanged", async () => {
    await using copy = await RepositoryCopy.make(["package.json", "model"]);
    const before = await copy.snapshot();
    await copy.write("model/new.smithy", '$version: "2"');
    await copy.edit("package.json", (text) => `${text}\n`);
    await copy.restore(before);
    const after = await copy.snapshot();
    expect([...after.keys()]).toEqual([...before.keys()]);
    expect(after.get("package.json")?.content).toBe(before.get("package.json")?.content);
    const unchanged = [...before].filter(([path]) => path !== "package.json");
    expect(unchanged.map(([path, { written }]) => after.get(path)?.written === written)).not.toContain(false);
  });

  test("runs its own scripts, with the programs of an isolated PATH", async () => {
    await using copy = await RepositoryCopy.make([]);
    await copy.write(
      "script.mjs",
      `import { execFileSync } from "node:child_process"; console.log(process.cwd(), String(execFileSync("java")));`,
    );
    const env = await copy.isolate({ java: "echo fake java" });
    const { stdout, exitCode } = await copy.run("script.mjs", [], { env });
    expect([stdout.trim(), exitCode]).toEqual([`${await realpath(copy.path)} fake java`, 0]);
  });
});
