import { SmithyCli } from "@eks-auth/codegen/smithy";
import { root } from "@eks-auth/test-kit/repository";
import { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, expect, test } from "vitest";

// The tests are skipped if Java is missing.
const smithy = await prepareOrSkip("checks of the model", () => SmithyCli.open(root));

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await RepositoryCopy.make();
});
afterAll(() => copy.remove());

test.each([
  ["scripts/lint-model.ts", "linted"],
  ["scripts/format-model.ts", "formatted"],
])("%s reports that it did nothing if Java is missing", async (script, what) => {
  expect(await copy.run(script, [], { env: await copy.isolate() })).toMatchObject({
    exitCode: 0,
    stdout:
      `The model was not ${what}: Java was not found as \`java\`. ` +
      "Install a JDK or JRE of version 17 or newer and put it on PATH, or point JAVA_HOME at it.\n",
    stderr: "",
  });
});

test("fails if the Smithy CLI crashes", async () => {
  const java = `case "$*" in
  *-version*) echo 'openjdk version "17"' >&2 ;;
  *validate*) echo 'Out of memory' >&2; exit 1 ;;
esac`;
  const maven = 'mkdir -p "$(echo "$*" | sed \'s/.*-DoutputDirectory=//\')"';
  const { PATH } = await copy.isolate({ java, mvn: `PATH=/bin:/usr/bin\n${maven}` });
  const { exitCode, stderr } = await copy.run("scripts/lint-model.ts", [], { env: { PATH } });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^error: The Smithy CLI rejected the model:\n\nOut of memory\n\n/);
});

test.skipIf(smithy === undefined)("finds nothing in the committed model and does not change it", async () => {
  const before = await copy.snapshot();
  expect(await copy.run("scripts/lint-model.ts")).toMatchObject({
    exitCode: 0,
    stdout: "The model is valid, without a warning, and formatted.\n",
    stderr: "",
  });
  expect(await copy.snapshot()).toEqual(before);
});

test.skipIf(smithy === undefined)(
  "requires no constraint for an enum in a request, because its values are one",
  async () => {
    const before = await copy.read("model/operation.smithy");
    const shapes = "/// How much.\nenum DetailLevel {\n    /// All.\n    FULL\n}\n";
    await copy.write(
      "model/operation.smithy",
      `${before}\n${shapes}`.replace(
        "    token: JwtToken\n",
        "    token: JwtToken\n\n    /// How much to return.\n    detail: DetailLevel\n",
      ),
    );
    const outcome = await copy.run("scripts/lint-model.ts");
    await copy.write("model/operation.smithy", before);
    expect(outcome).toMatchObject({ exitCode: 0, stderr: "" });
  },
);

test.skipIf(smithy === undefined)("lists warnings and files that are not formatted", async () => {
  await copy.edit("model/errors.smithy", (model) => `${model}\n/// Not used.\nstructure   Unused {}\n`);
  const { exitCode, stdout, stderr } = await copy.run("scripts/lint-model.ts");
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  const [heading, ...findings] = stderr.trimEnd().split("\n");
  expect(heading).toBe("error: the model has findings:");
  expect(findings).toEqual([
    expect.stringMatching(
      /^ {2}"\w+","UnreferencedShape","com\.amazonaws\.eksauth#Unused",".*errors\.smithy",\d+,/,
    ),
    "  model/errors.smithy is not formatted: run `npm run format`.",
  ]);
});
