import { expect } from "vitest";
import { attack, isShort } from "../src/attack.ts";
import { keepConnecting } from "../src/attacker.ts";
import { send, sendMany } from "../src/send.ts";
import { type AgentTarget, credentialsRequest, pod, startAgent } from "../src/target.ts";

/** Fetches the credentials of a pod from its own address, and returns their access key ID. */
async function fetchKeyId(url: string, token: string): Promise<string> {
  return JSON.parse((await send(credentialsRequest(url, token), "127.0.0.5")).body).AccessKeyId;
}

attack(
  "agent: one pod's many valid tokens",
  () => startAgent(async () => (isShort ? ["--max-pods", "200"] : [])),
  async ({ service: { issuer }, url }, client) => {
    const quiet = await issuer.mintToken({ ...pod, pod: { name: "quiet" } });
    const before = await fetchKeyId(url, quiet);
    const tokens = await Promise.all(
      Array.from({ length: isShort ? 250 : 2_050 }, () =>
        issuer.mintToken({ ...pod, pod: { name: "greedy" } }),
      ),
    );
    const answers = await sendMany(tokens.map((token) => credentialsRequest(url, token)));
    expect(answers["200"]).toBeGreaterThan(0);
    // Evicted credentials would be fetched again, with another key.
    expect(await fetchKeyId(url, quiet)).toBe(before);
    await client.waitForRequests(10);
  },
);

/** Starts an agent whose well-behaved client asks less often than a 61st of the agent's 1,000 times a second. */
async function startShared(): Promise<AgentTarget> {
  const agent = await startAgent();
  return { ...agent, goodRequest: { ...agent.goodRequest, perSecond: 10 } };
}

attack("agent: 60 addresses at the highest rate", startShared, async ({ port }, client) => {
  using _attacker = await keepConnecting({
    port,
    connections: 60,
    addressOf: (index) => `127.0.1.${index + 1}`,
    onConnection(socket) {
      const request = "GET /v1/credentials HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";
      socket.write(request);
      socket.on("data", () => setTimeout(() => socket.write(request), 5));
    },
  });
  await client.waitForRequests(isShort ? 50 : 200);
});

attack(
  "agent with --issuer: a pod with another pod's UID",
  () => startAgent(async ({ issuer }) => ["--issuer", issuer.issuer]),
  async ({ service: { issuer }, url }, client) => {
    const uid = "c0ffee00-0000-4000-8000-000000000000";
    const victim = await issuer.mintToken({ ...pod, pod: { name: "victim", uid } });
    const before = await fetchKeyId(url, victim);
    const other = { namespace: "other", serviceAccount: "cart", pod: { name: "cart-0", uid } };
    const answer = await send(credentialsRequest(url, await issuer.mintToken(other)));
    // Its service account has no association.
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await fetchKeyId(url, victim)).toBe(before);
    await client.waitForRequests(10);
  },
);
