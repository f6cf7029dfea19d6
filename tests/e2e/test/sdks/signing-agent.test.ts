import { startEksAuthWith } from "@eks-auth/test-kit/eks-auth-command";
import { cleanEnvironment } from "@eks-auth/test-kit/run-program";
import { expect, test } from "vitest";
import { setUpJavaScriptSigning } from "../../src/sdks/signing/javascript.ts";
import {
  type AccessKeyContent,
  type SigningService,
  startSigningService,
} from "../../src/sdks/signing/signing-service.ts";

const region = "eu-west-1";
const [first, second, third] = [1, 2, 3].map((number) => ({
  accessKeyId: `AGENTEXAMPLE000000${number}`,
  secretAccessKey: `${number}`.repeat(40),
})) as [AccessKeyContent, AccessKeyContent, AccessKeyContent];

/** Asks an agent with an access key for a pod's credentials: the status, and the ID of their access key. */
async function askAgent({ url, mintToken }: SigningService, key: AccessKeyContent) {
  const env = { AWS_ACCESS_KEY_ID: key.accessKeyId, AWS_SECRET_ACCESS_KEY: key.secretAccessKey };
  const options = ["--listen", "127.0.0.1:0", "--no-probes", "--no-metrics", "--region", region];
  await using agent = startEksAuthWith(
    { env: cleanEnvironment(env) },
    ...["agent", "--cluster", "edge", "--endpoint", url, ...options],
  );
  const [address = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(await agent.waitFor(/:\d+/)) ?? [];
  const headers = { authorization: await mintToken() };
  const response = await fetch(`${address}/v1/credentials`, { headers });
  const { AccessKeyId } = response.ok ? ((await response.json()) as { AccessKeyId: string }) : {};
  return { status: response.status, accessKeyId: AccessKeyId };
}

test("eks-auth agent signs with its own credentials, and gives a pod credentials", async () => {
  await using service = await startSigningService(region, { "a.json": first });
  const issued = { status: 200, accessKeyId: expect.stringMatching(/^ASIA/) };
  expect(await askAgent(service, first)).toEqual(issued);
  const { status } = await askAgent(service, { ...first, secretAccessKey: "x".repeat(40) });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(service.log).toContain("signature_invalid");
});

test("keys are rotated without a failed request", async () => {
  await using service = await startSigningService(region, { "a.json": first, "b.json": second });
  const [client] = await setUpJavaScriptSigning();
  const token = await service.mintToken();
  let credentials = first;
  let isStopped = false;
  const answers: (string | undefined)[] = [];
  const call = () => client?.call({ endpoint: service.url, region, cluster: "edge", token, credentials });
  const load = Array.from({ length: 4 }, async () => {
    while (!isStopped) {
      answers.push(await call());
    }
  });

  // The steps of docs/callers.md.
  await service.writeKey("b.json", third);
  await expect.poll(() => service.log, { timeout: 30_000 }).toContain("access_key_reloaded");
  credentials = third;
  const { length } = answers;
  await expect.poll(() => answers.length, { timeout: 30_000 }).toBeGreaterThan(length + 20);
  await service.writeKey("a.json", second);
  await expect.poll(() => service.log.match(/access_key_reloaded/g)?.length, { timeout: 30_000 }).toBe(2);
  isStopped = true;
  await Promise.all(load);

  expect(answers.filter((answer) => !answer?.startsWith("ASIA"))).toEqual([]);
  credentials = first;
  expect(await call()).toBe("UnrecognizedClientException");
});
