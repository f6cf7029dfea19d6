import { RepositoryClone } from "@eks-auth/test-kit/repository-clone";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ScriptThread } from "../script-thread.ts";

/** The packages with a common version. */
const together = ["types", "client", "client-light", "client-runtime", "server", "server-runtime", "codegen"];

const hasGit = await RepositoryClone.isPossible();

function success(stdout: string) {
  return { exitCode: 0, stdout, stderr: "" };
}

describe.skipIf(!hasGit)("npm run version, in a clone without a release,", () => {
  let clone: RepositoryClone;
  let thread: ScriptThread;
  let version: string;
  let output: string;
  const json = async (path: string) => JSON.parse(await clone.read(path));
  const node = (...args: string[]) => clone.run(process.execPath, args);

  beforeAll(async () => {
    clone = await RepositoryClone.make({ withUncommitted: true });
    await clone.link();
    thread = new ScriptThread(clone);
    await clone.delete("released");
    for (const name of (await clone.list(".changeset")).filter((file) => file.endsWith(".md"))) {
      await clone.delete(`.changeset/${name}`);
    }
    const bumps = together.map((name) => `"@eks-auth/${name}": minor`).join("\n");
    await clone.write(".changeset/release.md", `---\n${bumps}\n---\n\nA release.\n`);
    const [major, minor] = (await json("packages/types/package.json")).version.split(".");
    version = `${major}.${Number(minor) + 1}.0`;
    output = await node("scripts/version.ts");
  });
  afterAll(async () => {
    await thread[Symbol.asyncDispose]();
    await clone.remove();
  });

  test("prints the new version and deletes the changesets", async () => {
    expect(output.endsWith(`The generated packages are at ${version}.\n`), output).toBe(true);
    expect(await clone.list(".changeset")).toEqual(["config.json"]);
  });

  test.each(together)("updates %s in package.json, the changelog and package-lock.json", async (name) => {
    const folder = `packages/${name}`;
    const lock = await json("package-lock.json");
    expect((await json(`${folder}/package.json`)).version).toBe(version);
    expect(lock.packages[folder].version).toBe(version);
    expect(await clone.read(`${folder}/CHANGELOG.md`)).toMatch(
      new RegExp(`^# @eks-auth/${name}\n\n## ${version}\n\n### Minor Changes\n`),
    );
  });

  test("updates every dependency on them, so that npm uses the workspaces", async () => {
    const folders = [...(await clone.list("packages")).map((name) => `packages/${name}`), "scripts"];
    for (const folder of folders) {
      const { dependencies, devDependencies } = await json(`${folder}/package.json`);
      for (const name of together) {
        const range = { ...devDependencies, ...dependencies }[`@eks-auth/${name}`] ?? version;
        expect(range, `${name} in ${folder}`).toBeOneOf([version, `^${version}`]);
      }
    }
  });

  test("updates released/: the published model, and the digests of the generated code", async () => {
    expect(await clone.read("released/model.json")).toBe(
      await clone.read("packages/types/src/gen/model.json"),
    );
    const { outputs, ...release } = await json("released/release.json");
    expect(release).toEqual({ version });
    const lock = await json("generated.lock.json");
    expect(lock.outputs).toMatchObject(outputs);
    expect(Object.keys(outputs)).toContain("packages/server/src/gen/read.ts");
    expect(Object.keys(outputs), "tests are not published").not.toContain(
      "packages/client/test/gen/restjson1.spec.ts",
    );
  });

  test("changes no generated file, and leaves a tree that passes the check and the linter", async () => {
    expect(await clone.git("status", "--porcelain", "packages/*/src", "generated.lock.json")).toBe("");
    expect(await thread.run("scripts/check-changeset.ts")).toEqual(
      success(`Nothing changed in the generated packages since ${version}.\n`),
    );
    const written = ["released", ...together.map((name) => `packages/${name}/package.json`)];
    await node("node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", ...written);
  });

  test("the client's user agent has the version", async () => {
    await node("node_modules/tsdown/dist/run.mjs", "--no-dts", "--cwd", "packages/client");
    const program = `
      const { EKSAuthClient, AssumeRoleForPodIdentityCommand } = await import(process.argv[1]);
      const handle = async ({ headers }) => {
        process.stdout.write(headers["user-agent"]);
        throw new Error("seen");
      };
      const credentials = { accessKeyId: "unused", secretAccessKey: "unused" };
      const client = new EKSAuthClient({ region: "eu-west-1", maxAttempts: 1, credentials, requestHandler: { handle } });
      await client.send(new AssumeRoleForPodIdentityCommand({ clusterName: "c", token: "a.b.c" })).catch(() => {});`;
    const built = clone.resolve("packages/client/dist/index.js");
    const userAgent = await node("--input-type=module", "--eval", program, built);
    expect(userAgent.split(" ")).toEqual(
      expect.arrayContaining([`aws-sdk-js/${version}`, `api/eks-auth#${version}`]),
    );
  });

  test("has nothing to do the second time", async () => {
    expect(await thread.run("scripts/version.ts")).toEqual(
      success("There is no changeset, so nothing to release.\n"),
    );
  });

  test("rejects changes that no changeset covers, and then moves to the next version", async () => {
    await clone.edit("packages/types/src/gen/model.json", (text) => text.replace('"max": 100', '"max": 50'));
    await clone.write(".changeset/other.md", '---\n"@eks-auth/types": patch\n---\n\nSomething else.\n');
    const rejected = await thread.run("scripts/version.ts");
    expect(rejected.exitCode).toBe(1);
    expect(rejected.stderr).toContain(
      "error: the changesets don't cover the changes. Run `npm run check-changeset` for details.",
    );
    expect(await thread.run("scripts/changeset.ts")).toMatchObject({ exitCode: 0 });
    await node("scripts/version.ts");
    const next = (await json("released/release.json")).version;
    expect(next).not.toBe(version);
    expect((await json("packages/client/package.json")).version).toBe(next);
    const changelogs = ["types", "client", "client-light", "server"].map((name) =>
      clone.read(`packages/${name}/CHANGELOG.md`),
    );
    expect((await Promise.all(changelogs)).map((text) => text.match(/\w+(?=: (?:follow|expect) )/g))).toEqual(
      [["Readers"], ["Callers"], ["Callers"], ["Implementers"]],
    );
    expect(await thread.run("scripts/check-changeset.ts")).toEqual(
      success(`Nothing changed in the generated packages since ${next}.\n`),
    );
  });

  test("makes prereleases, each with its own changes, and then the release", async () => {
    const pre = (...args: string[]) => node("node_modules/@changesets/cli/bin.js", "pre", ...args);
    const changeLength = (from: number, to: number) =>
      clone.edit("packages/types/src/gen/model.json", (text) =>
        text.replace(`"max": ${from}`, `"max": ${to}`),
      );
    const release = async () => {
      const rejected = await thread.run("scripts/version.ts");
      expect(rejected.exitCode, "without a changeset").toBe(1);
      expect(await thread.run("scripts/changeset.ts")).toMatchObject({ exitCode: 0 });
      await node("scripts/version.ts");
      expect(await clone.read("released/model.json")).toBe(
        await clone.read("packages/types/src/gen/model.json"),
      );
      return (await json("released/release.json")).version;
    };
    await pre("enter", "next");
    await changeLength(50, 40);
    const first = await release();
    expect(first).toMatch(/^\d+\.\d+\.0-next\.0$/);
    expect(await thread.run("scripts/version.ts")).toMatchObject({
      exitCode: 0,
      stdout: "There is no changeset, so nothing to release.\n",
    });
    await changeLength(40, 30);
    expect(await release()).toBe(first.replace("next.0", "next.1"));
    await pre("exit");
    await node("scripts/version.ts");
    const last = first.replace("-next.0", "");
    expect((await json("released/release.json")).version).toBe(last);
    expect((await json("packages/codegen/package.json")).version).toBe(last);
    expect(await clone.list(".changeset"), "an empty folder is left, which git ignores").toEqual([
      "config.json",
      "pre",
    ]);
    expect(await clone.list(".changeset/pre")).toEqual([]);
    const [, section = ""] = (await clone.read("packages/types/CHANGELOG.md")).split(/^## .*$/m);
    expect(section.match(/What changed in the API:/g), "the changes of both prereleases").toHaveLength(2);
    expect(await thread.run("scripts/check-changeset.ts")).toMatchObject({ exitCode: 0 });
  });
});
