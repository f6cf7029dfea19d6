import { once } from "node:events";
import { connect } from "node:net";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { createEmbeddedIssuer, generateSessionKeys, type SessionKeys } from "@eks-auth/service";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStsListener } from "../../src/dev/sts-listener.ts";

describe("the STS of a development environment", () => {
  let keys: SessionKeys;
  let server: LoopbackServer;

  beforeAll(async () => {
    keys = await generateSessionKeys();
    server = await listenOnLoopback(createStsListener(keys));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function createSts(changes: Readonly<Record<string, string>> = {}): Promise<STSClient> {
    const { accessKeyId, secretAccessKey, sessionToken } = await createEmbeddedIssuer({ keys }).issue({
      role: {
        partition: "aws",
        accountId: "111122223333",
        name: "sample",
        path: "/",
        arn: "arn:aws:iam::111122223333:role/sample",
      },
      target: undefined,
      sessionName: "eks-dev-sample-pod",
      tags: undefined,
      policy: undefined,
      durationSeconds: 900,
    });
    return new STSClient({
      endpoint: server.url,
      region: "us-east-1",
      maxAttempts: 1,
      credentials: { accessKeyId, secretAccessKey, sessionToken, ...changes },
    });
  }

  it("returns the identity of the credentials", async () => {
    expect(await (await createSts()).send(new GetCallerIdentityCommand())).toMatchObject({
      Account: "111122223333",
      Arn: "arn:aws:sts::111122223333:assumed-role/sample/eks-dev-sample-pod",
      UserId: expect.stringMatching(/^AROA\w+:eks-dev-sample-pod$/),
    });
  });

  it.each([
    ["a session token of another issuer", { sessionToken: "canary" }],
    ["an access key of another session", { accessKeyId: "ASIAOTHER" }],
  ])("rejects %s", async (_what, changes) => {
    const sts = await createSts(changes);
    await expect(sts.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: "InvalidClientTokenId",
      message: "The credentials are expired, or not of this development cluster.",
    });
  });

  it("rejects other operations", async () => {
    const body = "Action=AssumeRole&Version=2011-06-15";
    const response = await fetch(server.url, { method: "POST", body });
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining("<Code>InvalidAction</Code>"),
    ]);
  });

  it("survives a client that closes the connection while it sends a request", async () => {
    const { host, hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(`POST / HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 100\r\n\r\nAction=`);
    await once(socket, "connect");
    socket.resetAndDestroy();
    expect(await (await createSts()).send(new GetCallerIdentityCommand())).toMatchObject({
      Account: "111122223333",
    });
  });
});
