import { once } from "node:events";
import { connect } from "node:net";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { createEmbeddedIssuer, generateSessionKeys, type SessionKeys } from "@eks-auth/service";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Faults } from "../../src/dev/faults/faults.ts";
import { createStsListener } from "../../src/dev/sts-listener.ts";

describe("the STS of a development environment", () => {
  let keys: SessionKeys;
  let server: LoopbackServer;
  const faults = new Faults({ onInjected() {}, onChange() {} });

  beforeAll(async () => {
    keys = await generateSessionKeys();
    server = await listenOnLoopback(createStsListener(keys, faults));
  });
  afterAll(() => server[Symbol.asyncDispose]());
  afterEach(() => faults.set({}));

  async function createSts(
    changes: Readonly<Record<string, string>> = {},
    now = () => new Date(),
  ): Promise<STSClient> {
    const { accessKeyId, secretAccessKey, sessionToken } = await createEmbeddedIssuer({ keys, now }).issue({
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
      message: "The security token included in the request is not of this development cluster.",
    });
  });

  it("rejects the credentials of a session that has ended, as AWS does", async () => {
    const sts = await createSts({}, () => new Date(Date.now() - 901_000));
    await expect(sts.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: "ExpiredToken",
      message: "The security token included in the request is expired",
      $metadata: { httpStatusCode: 403 },
    });
  });

  it("has another time by the fault clock, rejects signatures of ours, and the SDK corrects its time", async () => {
    faults.set({ clock: { rate: 1, ms: -3_600_000 } });
    const sts = await createSts();
    await expect(sts.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
      message: expect.stringContaining("expired"),
    });
    // The SDK has read the time in the response.
    expect(sts.config.systemClockOffset).toBeLessThan(-3_590_000);
    expect(await sts.send(new GetCallerIdentityCommand())).toMatchObject({ Account: "111122223333" });
  });

  it("accepts signatures of up to five minutes ago", async () => {
    faults.set({ clock: { rate: 1, ms: 290_000 } });
    expect(await (await createSts()).send(new GetCallerIdentityCommand())).toHaveProperty("Arn");
    faults.set({ clock: { rate: 1, ms: 310_000 } });
    await expect((await createSts()).send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
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
