import { SmithyCli } from "@eks-auth/codegen/smithy";
import { root } from "@eks-auth/test-kit/repository";
import { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, expect, test } from "vitest";
import { failToGenerate } from "../fail-to-generate.ts";

// The tests are skipped if Java is missing.
const smithy = await prepareOrSkip("generations from invalid models", () => SmithyCli.open(root));

const advice = "\n\nFix the errors that it lists and run the command again.\n";

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await RepositoryCopy.make();
});
afterAll(() => copy.remove());

/** Generates from a changed model, expects a failure, and restores the model. */
async function failWith(change: (model: string) => string): Promise<string> {
  const model = await copy.read("model/operation.smithy");
  await copy.write("model/operation.smithy", change(model));
  const stderr = await failToGenerate(copy);
  await copy.write("model/operation.smithy", model);
  return stderr;
}

test.skipIf(smithy === undefined)("npm run generate rejects a model with a syntax error", async () => {
  const stderr = await failWith((model) => `${model}structure Broken {\n`);
  expect(stderr).toMatch(
    /^error: The Smithy CLI rejected the model:\n\n(Picked up .*\n\n)?── {2}ERROR {2}─+ Model\n/,
  );
  expect(stderr).toMatch(
    /File: {2}model\/.*operation\.smithy:\d+:\d+\n\nSyntax error at line \d+, column \d+: /,
  );
  expect(stderr.endsWith(advice)).toBe(true);
});

test.skipIf(smithy === undefined)("npm run generate rejects a model with an unknown shape", async () => {
  const stderr = await failWith((model) => model.replace("audience: String", "audience: Strng"));
  expect(stderr).toContain("Shape: com.amazonaws.eksauth#AssumeRoleForPodIdentityResponse$audience\n");
  expect(stderr).toContain("member shape targets an unresolved shape `com.amazonaws.eksauth#Strng`\n");
  expect(stderr.endsWith(advice)).toBe(true);
});

test.skipIf(smithy === undefined)(
  "npm run generate rejects a model with an unsupported pattern",
  async () => {
    const nickname =
      '/// An informal name.\n@length(min: 1, max: 9)\n@pattern("^(a+)+\\\\1$")\nstring Nickname\n';
    const stderr = await failWith((model) =>
      `${model}\n${nickname}`.replace(
        "structure AssumeRoleForPodIdentityRequest {",
        "structure AssumeRoleForPodIdentityRequest {\n    /// An informal name.\n    nickname: Nickname\n",
      ),
    );
    expect(stderr).toMatch(
      /^error: com\.amazonaws\.eksauth#Nickname: the pattern .* can take JavaScript's engine more than linear time/,
    );
  },
);
