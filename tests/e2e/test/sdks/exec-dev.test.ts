import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { FakeSts } from "@eks-auth/test-kit/fake-sts";
import { root } from "@eks-auth/test-kit/repository";
import { cleanEnvironment, readOutput } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { describe, expect, test } from "vitest";
import { setUpPython } from "../../src/sdks/languages/python.ts";
import { installationFolder } from "../../src/sdks/languages/sdk.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const awsCli = await prepareOrSkip("AWS CLI", setUpPython);

describe.runIf(awsCli)("the line of README.md that calls STS with eks-auth exec --dev", () => {
  const line = /^npx @eks-auth\/cli exec --dev -- aws .+$/m.exec(readme)?.[0] ?? "";

  async function run(variables: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
    const path = `${join(installationFolder("python"), "bin")}${delimiter}${process.env.PATH}`;
    const env = cleanEnvironment({ ...variables, PATH: path });
    return JSON.parse(await readOutput("sh", ["-c", line], { cwd: root, env }));
  }

  test("prints the role of the sample pod, from the development cluster's STS", async () => {
    expect(await run()).toEqual({
      Account: "111122223333",
      Arn: expect.stringMatching(/^arn:aws:sts::111122223333:assumed-role\/sample\/eks-dev-sample-pod-/),
      UserId: expect.stringMatching(/^AROA\w+:eks-dev-sample-pod-/),
    });
  });

  test("calls another STS that the environment names, and never with the user's own credentials", async () => {
    await using sts = await FakeSts.start();
    const own = { AWS_ACCESS_KEY_ID: "AKIAOWN", AWS_SECRET_ACCESS_KEY: "own", AWS_PROFILE: "own" };
    const { UserId } = await run({ ...own, AWS_ENDPOINT_URL_STS: sts.url });
    expect(UserId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  });
});
