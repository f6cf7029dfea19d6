import { lockPath } from "@eks-auth/codegen";
import { generatedModel } from "@eks-auth/test-kit/repository-copy";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ReleasedCopy } from "./released-copy.ts";

const files = ["types", "client", "client-light", "server"].map((name) => `.changeset/model-${name}.md`);
const [typesFile = "", clientFile = "", , serverFile = ""] = files;
const all = files.join(", ");
const fix = "Run `npm run changeset:model` and commit the result.\n";

let copy: ReleasedCopy;
beforeAll(async () => {
  copy = await ReleasedCopy.make();
});
beforeEach(() => copy.restore());
afterAll(() => copy[Symbol.asyncDispose]());

const check = () => copy.run("check-changeset");
const write = () => copy.run("changeset");
const tightenLength = () => copy.editModel((text) => text.replace('"max": 100', '"max": 50'));

function success(stdout: string) {
  return { exitCode: 0, stdout: `${stdout}\n`, stderr: "" };
}

describe("after a release", () => {
  test("no changeset is needed or written if nothing changed", async () => {
    expect(await copy.runProcess("check-changeset")).toEqual(
      success("Nothing changed in the generated packages since 0.1.0."),
    );
    expect(await copy.runProcess("changeset")).toEqual(success("No changeset is needed."));
    await expect(copy.files.read(typesFile)).rejects.toThrow("ENOENT");
  });

  test("check-changeset rejects a change of the model without a changeset, and changeset:model writes it", async () => {
    await tightenLength();
    const { exitCode, stdout, stderr } = await check();
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toBe(
      [
        "error: the changes of the generated packages since the last release need larger bumps than .changeset/ has:",
        "",
        "package                 needs  has",
        "@eks-auth/types         patch  none",
        "@eks-auth/client        minor  none",
        "@eks-auth/client-light  minor  none",
        "@eks-auth/server        minor  none",
        "",
        "path         change                                                         types  client  client-light  server  rule",
        'ClusterName  @length {"min":1,"max":100} → {"min":1,"max":50}, in requests  patch  major   major         major   constraint-tightened-request',
        "",
        `${fix.trimEnd()} Below 1.0.0, a major change needs a minor version.\n`,
      ].join("\n"),
    );
    expect(await write()).toEqual(success(`Wrote ${all}. Commit the change with them.`));
    expect(await check()).toEqual(
      success("The changesets cover the changes of the generated packages since 0.1.0."),
    );
    expect(await write()).toEqual(success(`Up to date: ${all}.`));
    expect(await copy.files.read(clientFile)).toMatch(/^- \*\*Breaking:\*\* .* Callers: follow the new/m);
    expect(await copy.files.read(clientFile)).not.toContain("Implementers");
  });

  test("check-changeset rejects bumps that are too small and lists them", async () => {
    await tightenLength();
    const bumps = ["types", "client", "client-light", "server"].map((name) => `"@eks-auth/${name}": patch`);
    await copy.files.write(".changeset/by-hand.md", `---\n${bumps.join("\n")}\n---\n\nSmall.\n`);
    const { exitCode, stderr } = await check();
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      "@eks-auth/client        minor  patch\n@eks-auth/client-light  minor  patch\n@eks-auth/server        minor  patch\n",
    );
    expect(stderr).not.toMatch(/^@eks-auth\/types/m);
    expect(stderr).toContain(fix.trimEnd());
  });

  test("check-changeset accepts a changeset written by hand with large enough bumps", async () => {
    await tightenLength();
    const bumps =
      '\'@eks-auth/types\': minor\n"@eks-auth/client": major\n"@eks-auth/client-light": minor\n"@eks-auth/server": minor';
    await copy.files.write(".changeset/by-hand.md", `---\n${bumps}\n---\n\nClusters have shorter names.\n`);
    expect((await check()).exitCode).toBe(0);
  });

  test("changeset:model updates its changeset after another change, and removes it after a revert", async () => {
    const before = await copy.files.read(generatedModel);
    await tightenLength();
    await write();
    await copy.editModel((text) => text.replace("A session of an IAM role.", "A role's session."));
    const { exitCode, stderr } = await check();
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `error: ${all}: out of date. ${fix}`,
    });
    await write();
    expect(await copy.files.read(clientFile)).toMatch(
      /- \*\*Breaking:\*\* `ClusterName`: .*\n- `AssumedRoleUser`: .*\n$/,
    );
    expect((await check()).exitCode).toBe(0);

    await copy.files.write(generatedModel, before);
    expect((await check()).exitCode).toBe(1);
    expect(await write()).toEqual(
      success(`Removed ${all}: nothing that concerns the package changed since the last release.`),
    );
    expect((await check()).exitCode).toBe(0);
  });

  test("no command says that nothing changed if the model was not generated, for example because that failed", async () => {
    await copy.files.edit("model/operation.smithy", (text) => text.replace("max: 100", "max: 50"));
    const failure = {
      exitCode: 1,
      stdout: "",
      stderr:
        "error: the generated files are older than model/operation.smithy, so the changes since the last release are unknown. Run `npm run generate`, and fix what it rejects.\n",
    };
    expect(await check()).toEqual(failure);
    expect(await write()).toEqual(failure);
    await expect(copy.files.read(typesFile)).rejects.toThrow("ENOENT");
  });

  test("version says that git is missing, and changes nothing", async () => {
    await tightenLength();
    await write();
    const before = await copy.files.snapshot();
    expect(await copy.run("version")).toEqual({
      exitCode: 1,
      stdout: "",
      stderr:
        "error: git was not found. Changesets needs it to find the commits of the changesets. Install git and put it on PATH.\n",
    });
    expect(await copy.files.snapshot()).toEqual(before);
  });

  test("generated code that changed without the model needs a patch of its package", async () => {
    await copy.files.edit(lockPath, (text) =>
      text.replace(/("packages\/server\/src\/gen\/read.ts": ")./, "$1x"),
    );
    const { exitCode, stderr } = await check();
    expect(exitCode).toBe(1);
    expect(stderr).toContain("\n@eks-auth/server  patch  none\n\n");
    expect(stderr).toContain(
      "@eks-auth/server  1 generated file changed  none   none    none          patch   generated-code-changed",
    );
    await write();
    expect(await copy.files.read(serverFile)).toContain('---\n"@eks-auth/server": patch\n---\n');
    await expect(copy.files.read(clientFile)).rejects.toThrow("ENOENT");
    expect((await check()).exitCode).toBe(0);
  });

  test.each([
    [".changeset/broken.md", "", /^error: \.changeset\/broken\.md is not a changeset: /],
    ["released/model.json", "{", /^error: released\/model\.json is missing or damaged\./],
    ["released/release.json", "{}", /^error: released\/release\.json is missing or damaged/],
    [
      "generated.lock.json",
      "",
      /^error: generated\.lock\.json is missing or damaged\. Run `npm run generate`\./,
    ],
    ["packages/types/src/gen/model.json", "", /^error: packages\/types\/src\/gen\/model\.json is missing or/],
  ])("check-changeset fails for an invalid %s", async (path, content, message) => {
    await copy.files.write(path, content);
    const { exitCode, stderr } = await check();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr, "the output of a crash").not.toMatch(/^ +at /m);
  });
});

describe("before the first release", () => {
  beforeEach(() => copy.files.delete("released"));

  test("check-changeset requires a changeset for the generated packages and accepts one written by hand", async () => {
    expect((await check()).exitCode).toBe(1);
    const bumps = ["types", "client", "client-light", "server"].map((name) => `"@eks-auth/${name}": minor`);
    await copy.files.write(".changeset/first.md", `---\n${bumps.join("\n")}\n---\n\nFirst release.\n`);
    expect(await check()).toEqual(
      success("The changesets cover the first release of the generated packages."),
    );
    expect(await write()).toEqual(success("No changeset is needed."));
  });

  test("changeset:model writes it if it is missing", async () => {
    await write();
    for (const file of files) {
      expect(await copy.files.read(file)).toContain("- `EKSAuthFrontend`: everything is new.\n");
    }
    expect((await check()).exitCode).toBe(0);
  });
});
