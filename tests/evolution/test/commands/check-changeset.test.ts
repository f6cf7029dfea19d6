import { lockPath } from "@eks-auth/codegen";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RepositoryCopy } from "../repository-copy.ts";
import { editModel, makeReleasedCopy, runWithoutJava } from "./released-copy.ts";

const file = ".changeset/model-changes.md";
const mend = "Run `npm run changeset:model` and commit the result.\n";

let copy: RepositoryCopy;
afterEach(() => copy[Symbol.asyncDispose]());

const check = () => runWithoutJava(copy, "check-changeset");
const write = () => runWithoutJava(copy, "changeset");
const tighten = () => editModel(copy, (text) => text.replace('"max": 100', '"max": 50'));

function success(stdout: string) {
  return { exitCode: 0, stdout: `${stdout}\n`, stderr: "" };
}

describe("after a release", () => {
  beforeEach(async () => {
    copy = await makeReleasedCopy();
  });

  test("nothing changed: no changeset is needed, and none is written", async () => {
    expect(await check()).toEqual(success("Nothing changed in the generated packages since 0.1.0."));
    expect(await write()).toEqual(success("No changeset is needed."));
    await expect(copy.read(file)).rejects.toThrow("ENOENT");
  });

  test("a change of the model without a changeset is refused, and changeset:model mends it", async () => {
    await tighten();
    const { exitCode, stdout, stderr } = await check();
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toBe(
      [
        "error: the changes of the generated packages since the last release need larger bumps than .changeset/ has:",
        "",
        "package           needs  has",
        "@eks-auth/types   patch  none",
        "@eks-auth/client  minor  none",
        "@eks-auth/server  minor  none",
        "",
        "path         change                                                         types  client  server  rule",
        'ClusterName  @length {"min":1,"max":100} → {"min":1,"max":50}, in requests  patch  major   major   constraint-tightened-request',
        "",
        `${mend.trimEnd()} Below 1.0.0, a major change needs a minor version.\n`,
      ].join("\n"),
    );
    expect(await write()).toEqual(success(`Wrote ${file}. Commit it with the change.`));
    expect(await check()).toEqual(
      success("The changesets cover the changes of the generated packages since 0.1.0."),
    );
    expect(await write()).toEqual(success(`${file} is up to date.`));
  });

  test("a changeset that asks for too little is refused, with what it asks for", async () => {
    await tighten();
    const bumps = ["types", "client", "server"].map((name) => `"@eks-auth/${name}": patch`);
    await copy.write(".changeset/by-hand.md", `---\n${bumps.join("\n")}\n---\n\nSmall.\n`);
    const { exitCode, stderr } = await check();
    expect(exitCode).toBe(1);
    expect(stderr).toContain("@eks-auth/client  minor  patch\n@eks-auth/server  minor  patch\n");
    expect(stderr).not.toMatch(/^@eks-auth\/types/m);
    expect(stderr).toContain(mend.trimEnd());
  });

  test("a changeset by hand that asks for enough is enough", async () => {
    await tighten();
    const bumps = '\'@eks-auth/types\': minor\n"@eks-auth/client": major\n"@eks-auth/server": minor';
    await copy.write(".changeset/by-hand.md", `---\n${bumps}\n---\n\nClusters have shorter names.\n`);
    expect((await check()).exitCode).toBe(0);
  });

  test("the model's changeset is written anew after another change, and removed when all is as it was", async () => {
    const before = await copy.read("packages/types/src/gen/model.json");
    await tighten();
    await write();
    await editModel(copy, (text) => text.replace("A session of an IAM role.", "A role's session."));
    const { exitCode, stderr } = await check();
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `error: ${file} is out of date. ${mend}`,
    });
    await write();
    expect(await copy.read(file)).toMatch(/- `ClusterName`: .*\n- `AssumedRoleUser`: .*\n$/);
    expect((await check()).exitCode).toBe(0);

    await copy.write("packages/types/src/gen/model.json", before);
    expect((await check()).exitCode).toBe(1);
    expect(await write()).toEqual(success(`Removed ${file}: nothing changed since the last release.`));
    expect((await check()).exitCode).toBe(0);
  });

  test("generated code that changed without the model needs a patch of its package", async () => {
    await copy.edit(lockPath, (text) => text.replace(/("packages\/server\/src\/gen\/read.ts": ")./, "$1x"));
    const { exitCode, stderr } = await check();
    expect(exitCode).toBe(1);
    expect(stderr).toContain("\n@eks-auth/server  patch  none\n\n");
    expect(stderr).toContain(
      "@eks-auth/server  1 generated file changed  none   none    patch   generated-code-changed",
    );
    await write();
    expect(await copy.read(file)).toContain('---\n"@eks-auth/server": patch\n---\n');
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
  ])("%s that can't be read is named", async (path, content, message) => {
    await copy.write(path, content);
    const { exitCode, stderr } = await check();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr, "a failure is not a crash").not.toMatch(/^ +at /m);
  });
});

describe("before the first release", () => {
  beforeEach(async () => {
    copy = await RepositoryCopy.make();
    await copy.remove("released").catch(() => {});
  });

  test("a changeset that announces the generated packages is needed, and by hand is enough", async () => {
    expect((await check()).exitCode).toBe(1);
    const bumps = ["types", "client", "server"].map((name) => `"@eks-auth/${name}": minor`);
    await copy.write(".changeset/first.md", `---\n${bumps.join("\n")}\n---\n\nFirst release.\n`);
    expect(await check()).toEqual(
      success("The changesets cover the first release of the generated packages."),
    );
    expect(await write()).toEqual(success("No changeset is needed."));
  });

  test("without one, changeset:model writes it", async () => {
    await write();
    expect(await copy.read(file)).toContain("- `EKSAuthFrontend`: everything is new.\n");
    expect((await check()).exitCode).toBe(0);
  });
});
