import { SmithyCli } from "@eks-auth/codegen/smithy";
import { GeneratedPackages } from "@eks-auth/test-kit/generated-packages";
import { root } from "@eks-auth/test-kit/repository";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

// The tests are skipped if Java is missing.
const smithy = await prepareOrSkip("projects with the same model", () => SmithyCli.open(root));

const model = `$version: "2.0"
namespace ex
use aws.protocols#restJson1
@restJson1 service Red { version: "1", operations: [GetRed] }
@restJson1 service Blue { version: "1", operations: [GetBlue] }
@readonly @http(method: "GET", uri: "/red") operation GetRed { output := {} }
@readonly @http(method: "GET", uri: "/blue") operation GetBlue { output := {} }
`;

let packages: GeneratedPackages;
beforeEach(async () => {
  packages = await GeneratedPackages.make();
  await packages.write("model/main.smithy", model);
});
afterEach(() => packages.remove());

describe.skipIf(smithy === undefined)("two projects with the same model", () => {
  test.each([
    ["red", "Red", "Blue"],
    ["blue", "Blue", "Red"],
  ])("%s has its own service, and names the other", async (folder, own, other) => {
    const settings = { model: "../model", packages: ".", scope: `@${folder}`, service: `ex#${own}` };
    await packages.write(`${folder}/codegen.json`, JSON.stringify(settings));
    await packages.linkSmithyCli(folder);
    const { exitCode, stdout, stderr } = await packages.codegen(folder, "generate");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain(
      `\nLeft out: the service ex#${other}. Generate packages of another service into another folder.\n`,
    );
    expect(await packages.read(`${folder}/server/src/gen/index.ts`)).toContain(`create${own}Handler`);
    expect(await packages.read(`${folder}/types/src/gen/model.json`)).not.toContain(other);
    const check = await packages.codegen(folder, "check");
    expect(check, check.stderr).toMatchObject({ exitCode: 0 });
  });
});
