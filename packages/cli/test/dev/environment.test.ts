import { execFile } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { promisify } from "node:util";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EksAuthCommand, runEksAuth } from "../eks-auth-command.ts";

const execute = promisify(execFile);

/** What has the AWS CLI go elsewhere, or not at all. */
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

describe("the agent and the STS of eks-auth dev", () => {
  let command: EksAuthCommand;
  let variables: string;

  beforeAll(async () => {
    command = new EksAuthCommand("dev", "--port", "0");
    const output = await command.waitFor("Press Ctrl-C to stop.");
    variables = output
      .split("\n")
      .filter((line) => /^ {2}(unset|export) /.test(line))
      .join("\n");
  });

  afterAll(async () => {
    command.signal("SIGTERM");
    await command.finish();
  });

  /** Runs a line in a shell that has the variables set that the command prints. */
  async function inShell(line: string): Promise<string> {
    const { stdout } = await execute("sh", ["-c", `${variables}\n${line}`]);
    return stdout.trim();
  }

  async function createSts(changes: Readonly<Record<string, string>> = {}): Promise<STSClient> {
    let credentials = { AccessKeyId: "", SecretAccessKey: "", Token: "" };
    const curl =
      'curl -s -H "Authorization: $(cat "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")" "$AWS_CONTAINER_CREDENTIALS_FULL_URI"';
    const ask = async () => {
      credentials = JSON.parse(await inShell(curl));
      return credentials;
    };
    // The first request makes all ready, and on a busy machine that may take longer than an agent waits.
    await expect.poll(ask).toMatchObject({ AccessKeyId: expect.stringMatching(/^ASIA/) });
    return new STSClient({
      endpoint: await inShell('echo "$AWS_ENDPOINT_URL_STS"'),
      region: await inShell('echo "$AWS_REGION"'),
      maxAttempts: 1,
      credentials: {
        accessKeyId: credentials.AccessKeyId,
        secretAccessKey: credentials.SecretAccessKey,
        sessionToken: credentials.Token,
        ...changes,
      },
    });
  }

  it("say whose the credentials are that the printed variables lead to", async () => {
    const identity = await (await createSts()).send(new GetCallerIdentityCommand());
    expect(identity).toMatchObject({
      Account: "111122223333",
      Arn: expect.stringMatching(/^arn:aws:sts::111122223333:assumed-role\/sample\/eks-dev-sample-pod-/),
      UserId: expect.stringMatching(/^AROA\w+:eks-dev-sample-pod-/),
    });
  });

  it("are found in a shell that leads elsewhere before the printed variables are set", async () => {
    const printed = variables.split("\n").map((line) => line.trim());
    const { stdout } = await execute("env", [
      "-i",
      ...hostile,
      "sh",
      "-euc",
      `${printed.join("\n")}\nexec env`,
    ]);
    const left = new Set(stdout.trim().split("\n"));
    for (const variable of hostile) {
      expect(left).not.toContain(variable);
    }
    expect(left).toContain("NO_PROXY=example.org,127.0.0.1");
    expect(left).toContain("no_proxy=example.org,127.0.0.1");
    expect(left).toContain("AWS_SHARED_CREDENTIALS_FILE=/dev/null");
  });

  it.each([
    ["a session token of somebody else's", { sessionToken: "canary" }],
    ["an access key that isn't the session's", { accessKeyId: "ASIAOTHER" }],
  ])("refuse %s", async (_what, changes) => {
    const sts = await createSts(changes);
    await expect(sts.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: "InvalidClientTokenId",
      message: "The credentials are not of this development cluster, or have ended.",
    });
  });

  it("say that they know no other operation", async () => {
    const url = await inShell('echo "$AWS_ENDPOINT_URL_STS"');
    const response = await fetch(url, { method: "POST", body: "Action=AssumeRole&Version=2011-06-15" });
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining("<Code>InvalidAction</Code>"),
    ]);
  });

  it("live on where whoever asks hangs up in the middle", async () => {
    const { host, hostname, port } = new URL(await inShell('echo "$AWS_ENDPOINT_URL_STS"'));
    const socket = connect(Number(port), hostname);
    socket.write(`POST / HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 100\r\n\r\nAction=`);
    await once(socket, "connect");
    socket.resetAndDestroy();
    expect(await (await createSts()).send(new GetCallerIdentityCommand())).toMatchObject({
      Account: "111122223333",
    });
  });

  it("tell the person at the terminal of a request that the agent refused", async () => {
    const url = await inShell('echo "$AWS_CONTAINER_CREDENTIALS_FULL_URI"');
    await fetch(url, { headers: { authorization: "Bearer canary" } });
    await command.waitForError(
      "refused  InvalidTokenException  agent, client 127.0.0.1: The Authorization header begins",
    );
  });
});

it("eks-auth dev refuses a port that has no two behind it", async () => {
  const { exitCode, stderr } = await runEksAuth("dev", "--port", "65534");
  expect([exitCode, stderr]).toEqual([
    1,
    "error: --port is 65534, and two more are needed behind it. Choose one up to 65533, or 0 for any that are free.\n",
  ]);
});
