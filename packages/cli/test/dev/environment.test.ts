import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const execute = promisify(execFile);

/** Variables that make the AWS CLI use other credentials, or fail. */
const hostile = [
  "AWS_ACCESS_KEY_ID=own",
  "AWS_DEFAULT_PROFILE=own",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/own",
  "AWS_BEARER_TOKEN_BEDROCK=own",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true",
  "AWS_ENDPOINT_URL_STS=http://127.0.0.1:9",
  "AWS_REGION=xx-own-1",
  "BOTO_CONFIG=own",
  "NO_PROXY=example.org",
];

describe("the environment of eks-auth dev", () => {
  let command: StartedProgram;
  let variables: string;

  beforeAll(async () => {
    command = startEksAuth("dev", "--port", "0");
    const output = await command.waitFor("Press Ctrl-C to stop.");
    variables = /^ {2}(eval .*)$/m.exec(output)?.[1] ?? "";
  });
  afterAll(() => command.stop());

  /** Runs a line in a shell with the printed variables. */
  async function inShell(line: string): Promise<string> {
    const { stdout } = await execute("sh", ["-c", `${variables}\n${line}`]);
    return stdout.trim();
  }

  it("has an agent and an STS, which the printed variables lead to", async () => {
    let credentials = { AccessKeyId: "", SecretAccessKey: "", Token: "" };
    const curl =
      'curl -s -H "Authorization: $(cat "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")" "$AWS_CONTAINER_CREDENTIALS_FULL_URI"';
    const fetchCredentials = async () => {
      credentials = JSON.parse(await inShell(curl));
      return credentials;
    };
    // The first request fetches the keys, and may be refused on a busy machine.
    await expect.poll(fetchCredentials).toMatchObject({ AccessKeyId: expect.stringMatching(/^ASIA/) });
    const sts = new STSClient({
      endpoint: await inShell('echo "$AWS_ENDPOINT_URL_STS"'),
      region: await inShell('echo "$AWS_REGION"'),
      maxAttempts: 1,
      credentials: {
        accessKeyId: credentials.AccessKeyId,
        secretAccessKey: credentials.SecretAccessKey,
        sessionToken: credentials.Token,
      },
    });
    expect(await sts.send(new GetCallerIdentityCommand())).toMatchObject({
      Account: "111122223333",
      Arn: expect.stringMatching(/^arn:aws:sts::111122223333:assumed-role\/sample\/eks-dev-sample-pod-/),
      UserId: expect.stringMatching(/^AROA\w+:eks-dev-sample-pod-/),
    });
  });

  it("prints variables that override a hostile environment", async () => {
    const { stdout } = await execute("env", [
      "-i",
      ...hostile,
      `PATH=${process.env.PATH}`,
      "sh",
      "-euc",
      `${variables}\nexec env`,
    ]);
    const left = new Set(stdout.trim().split("\n"));
    for (const variable of hostile) {
      expect(left).not.toContain(variable);
    }
    expect(left).toContain("NO_PROXY=example.org,127.0.0.1");
    expect(left).toContain("no_proxy=example.org,127.0.0.1");
    expect(left).toContain("AWS_SHARED_CREDENTIALS_FILE=/dev/null");
  });

  it("prints a request that the agent refused", async () => {
    const url = await inShell('echo "$AWS_CONTAINER_CREDENTIALS_FULL_URI"');
    await fetch(url, { headers: { authorization: "Bearer canary" } });
    await command.waitForError(/^refused {2}InvalidTokenException {2}agent, client 127\.0\.0\.1: \S/m);
    expect(command.stderr).not.toContain("canary");
  });
});
