import { RepositoryClone } from "@eks-auth/test-kit/repository-clone";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ScriptThread } from "../script-thread.ts";

/** The packages with a common version. */
const together = ["types", "client", "client-light", "client-runtime", "server", "server-runtime", "codegen"];

/** The packages of the other project, with a common version too. */
const eksApi = ["types", "server"];

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
  const unchangedSince = async (released: string) => {
    const { version: other } = await json("eks-api/released/release.json");
    const line = (since: string) => `Nothing changed in the generated packages since ${since}.\n`;
    return `model/:\n${line(released)}eks-api/model/:\n${line(other)}`;
  };
  const node = (...args: string[]) => clone.run(process.execPath, args);

  beforeAll(async () => {
    clone = await RepositoryClone.make({ withUncommitted: true });
    await clone.link();
    thread = new ScriptThread(clone);
    await clone.delete("released");
    await clone.delete("eks-api/released");
    for (const name of (await clone.list(".changeset")).filter((file) => file.endsWith(".md"))) {
      await clone.delete(`.changeset/${name}`);
    }
    const names = [...together, ...eksApi.map((name) => `eks-api-${name}`)];
    const bumps = names.map((name) => `"@eks-auth/${name}": minor`).join("\n");
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
    const eksVersion = (await json("eks-api/packages/types/package.json")).version;
    const lines = [
      `model/:\nThe generated packages are at ${version}.\n`,
      `eks-api/model/:\nThe generated packages are at ${eksVersion}.\n`,
    ];
    expect(output.endsWith(lines.join("")), output).toBe(true);
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

  test("does the same for the other project", async () => {
    const { version: types } = await json("eks-api/packages/types/package.json");
    const server = await json("eks-api/packages/server/package.json");
    expect(server).toMatchObject({ version: types, dependencies: { "@eks-auth/eks-api-types": types } });
    expect(await clone.read("eks-api/packages/server/CHANGELOG.md")).toContain(`## ${types}\n`);
    expect(await clone.read("eks-api/released/model.json")).toBe(
      await clone.read("eks-api/packages/types/src/gen/model.json"),
    );
    const { outputs, ...release } = await json("eks-api/released/release.json");
    expect(release).toEqual({ version: types });
    expect(Object.keys(outputs)).toContain("packages/server/src/gen/read.ts");
  });

  test("changes no generated file, and leaves a tree that passes the check and the linter", async () => {
    expect(await clone.git("status", "--porcelain", "packages/*/src", "generated.lock.json")).toBe("");
    expect(await thread.run("scripts/check-changeset.ts")).toEqual(success(await unchangedSince(version)));
    const written = [
      "released",
      "eks-api/released",
      ...together.map((name) => `packages/${name}/package.json`),
    ];
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
    expect(await thread.run("scripts/check-changeset.ts")).toEqual(success(await unchangedSince(next)));
  });

  test("a change of the other project needs only changesets of its packages", async () => {
    const { version: before } = await json("eks-api/released/release.json");
    await clone.edit("eks-api/packages/types/src/gen/model.json", (text) =>
      text.replace('"max": 50', '"max": 40'),
    );
    expect(await thread.run("scripts/check-changeset.ts")).toMatchObject({ exitCode: 1 });
    const written = await thread.run("scripts/changeset.ts");
    expect(written.stdout).toMatch(
      /^model\/:\nNo changeset is needed\.\neks-api\/model\/:\nWrote \.changeset\/model-eks-api-types\.md, \.changeset\/model-eks-api-server\.md\. /,
    );
    expect(await clone.read(".changeset/model-eks-api-server.md")).toMatch(
      /^---\n"@eks-auth\/eks-api-server": minor\n---\n/,
    );
    await node("packages/codegen/src/main.ts", "version", ".", "eks-api");
    expect((await json("eks-api/released/release.json")).version).not.toBe(before);
    expect(await thread.run("scripts/check-changeset.ts")).toMatchObject({ exitCode: 0 });
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
