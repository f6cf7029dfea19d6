import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type CallerIdentityServer,
  startCallerIdentityServer,
} from "../src/environment/caller-identity-server.ts";
import { installationFolder } from "../src/sdk/folders.ts";
import { setUpPython } from "../src/sdk/python.ts";
import { setUpOrSkip } from "./set-up-sdks.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
const [awsCli] = (await setUpOrSkip(["AWS CLI", setUpPython])).slice(-1);

describe.runIf(awsCli)("the line of README.md that asks STS through eks-auth exec --dev", () => {
  const line = /^npx @eks-auth\/cli exec --dev -- aws .+$/m.exec(readme)?.[0] ?? "";
  let sts: CallerIdentityServer;

  beforeAll(async () => {
    sts = await startCallerIdentityServer();
  });
  afterAll(() => sts.stop());

  async function run(variables: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
    const path = `${join(installationFolder("python"), "bin")}${delimiter}${process.env.PATH}`;
    const env = { ...process.env, ...variables, PATH: path };
    const { stdout } = await promisify(execFile)("sh", ["-c", line], { cwd: root, env });
    return JSON.parse(stdout);
  }

  test("is told the role of the sample pod by the development cluster's STS", async () => {
    expect(await run()).toEqual({
      Account: "111122223333",
      Arn: expect.stringMatching(/^arn:aws:sts::111122223333:assumed-role\/sample\/eks-dev-sample-pod-/),
      UserId: expect.stringMatching(/^AROA\w+:eks-dev-sample-pod-/),
    });
  });

  test("signs for another STS that the environment names, and never with the user's own credentials", async () => {
    const own = { AWS_ACCESS_KEY_ID: "AKIAOWN", AWS_SECRET_ACCESS_KEY: "own", AWS_PROFILE: "own" };
    const { UserId } = await run({ ...own, AWS_ENDPOINT_URL_STS: sts.url });
    expect(UserId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  });
});
