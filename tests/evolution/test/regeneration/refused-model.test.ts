import { afterAll, beforeAll, expect, test } from "vitest";
import { failToGenerate } from "../commands/fail-to-generate.ts";
import { hasJava } from "../java.ts";
import { RepositoryCopy } from "../repository-copy.ts";

const advice = "\n\nFix the errors that it lists and run the command again.\n";

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await RepositoryCopy.make();
});
afterAll(() => copy[Symbol.asyncDispose]());

/** Generates from a changed model, expects a failure, and puts the model back. */
async function failWith(change: (model: string) => string): Promise<string> {
  const model = await copy.read("model/operation.smithy");
  await copy.write("model/operation.smithy", change(model));
  const stderr = await failToGenerate(copy);
  await copy.write("model/operation.smithy", model);
  return stderr;
}

test.skipIf(!hasJava)("it has a syntax error", async () => {
  const stderr = await failWith((model) => `${model}structure Broken {\n`);
  expect(stderr).toMatch(
    /^error: The Smithy CLI rejected the model:\n\n(Picked up .*\n\n)?── {2}ERROR {2}─+ Model\n/,
  );
  expect(stderr).toMatch(
    /File: {2}model\/.*operation\.smithy:\d+:\d+\n\nSyntax error at line \d+, column \d+: /,
  );
  expect(stderr.endsWith(advice)).toBe(true);
});

test.skipIf(!hasJava)("it names a shape that isn't there", async () => {
  const stderr = await failWith((model) => model.replace("audience: String", "audience: Strng"));
  expect(stderr).toContain("Shape: com.amazonaws.eksauth#AssumeRoleForPodIdentityResponse$audience\n");
  expect(stderr).toContain("member shape targets an unresolved shape `com.amazonaws.eksauth#Strng`\n");
  expect(stderr.endsWith(advice)).toBe(true);
});

test.skipIf(!hasJava)("it has a second service, which nothing would be generated for", async () => {
  const service =
    '/// Another.\n@suppress(["Contract.ServiceWithoutEndpointTest"])\nservice Other {\n    version: "1"\n}\n';
  expect(await failWith((model) => `${model}\n${service}`)).toBe(
    "error: The model has 2 services: com.amazonaws.eksauth#EKSAuthFrontend, com.amazonaws.eksauth#Other. " +
      "Packages are generated only for com.amazonaws.eksauth#EKSAuthFrontend: remove the other from model/, " +
      "and generate its packages with --model, --out and --scope.\n",
  );
});

test.skipIf(!hasJava)("it has what can't be generated", async () => {
  const nickname = '/// What friends call it.\n@pattern("^(a+)+\\\\1$")\nstring Nickname\n';
  const stderr = await failWith((model) =>
    `${model}\n${nickname}`.replace(
      "structure Subject {",
      "structure Subject {\n    /// What its friends call it.\n    nickname: Nickname\n",
    ),
  );
  expect(stderr).toMatch(
    /^error: com\.amazonaws\.eksauth#Nickname: the pattern .* can take JavaScript's engine more than linear time/,
  );
});
