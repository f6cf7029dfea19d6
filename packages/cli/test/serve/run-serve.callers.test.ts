import { startAgent } from "@eks-auth/agent";
import { expect, onTestFinished, test } from "vitest";
import { openUpstream } from "../../src/upstream/open-upstream.ts";
import { pod, ServeFixture } from "./support/serve-fixture.ts";

const fixture = new ServeFixture();
const audience = "https://eks-auth.example.org";

test("eks-auth serve answers agents with a token for pods on their node, and logs the others", async () => {
  const cluster = await fixture.startIssuer();
  await fixture.writeAssociations("edge", "cart");
  const config = (name: string) => `listen: { port: 0 }
credentials: { embedded: { keyFile: session-key.pem } }
callers: { serviceAccount: { audience: "${audience}", namespace: eks-auth, name: ${name} } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "${cluster.issuer}", associations: edge.yaml }
`;
  await fixture.write("eks-auth.yaml", config("agent"));
  const { command, url } = await fixture.serve();
  expect(command.stdout).toContain(
    `callers       the service account eks-auth/agent of each cluster, with tokens for ${audience}\n`,
  );
  const agentOf = (node: string) =>
    cluster.mintToken({
      namespace: "eks-auth",
      serviceAccount: "agent",
      pod: { name: `agent-${node}` },
      node,
      audience,
    });
  const token = await cluster.mintToken({ ...pod, node: "node-1" });
  async function call(caller?: string) {
    const response = await fetch(`${url}/clusters/edge/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(caller && { "x-eks-auth-caller-token": caller }) },
      body: JSON.stringify({ token }),
    });
    await response.arrayBuffer();
    return `${response.status} ${response.headers.get("x-amzn-errortype") ?? ""}`;
  }
  const agent = await agentOf("node-1");
  // The first request fetches the cluster's keys, which can take longer than the server waits on a busy machine.
  await expect.poll(() => call(agent), { timeout: 30_000 }).toBe("200 ");
  expect(await call()).toBe("403 MissingAuthenticationTokenException");
  expect(await call(await agentOf("node-2"))).toBe("403 AccessDenied");
  expect(await call(token)).toBe("403 AccessDenied");
  await fixture.write("agent-token", agent);
  const callerTokenFile = `${fixture.folder}/agent-token`;
  const { urls, stop } = await startAgent({
    clusterName: "edge",
    upstream: await openUpstream({ endpoint: url, callerTokenFile }),
    listen: [{ host: "127.0.0.1", port: 0 }],
  });
  onTestFinished(() => stop(0));
  const ask = async (authorization: string) => {
    const response = await fetch(`${urls[0]}/v1/credentials`, { headers: { authorization } });
    const { reason } = (await response.json()) as { reason?: string };
    return [response.status, reason];
  };
  expect(await ask(token)).toEqual([200, undefined]);
  await fixture.write("eks-auth.yaml", config("new-agent"));
  await command.waitForError("config_reloaded");
  expect(await call(agent)).toBe("403 AccessDenied");
  // The agent is rejected now. A pod with credentials notices nothing.
  expect(await ask(await cluster.mintToken({ ...pod, pod: { name: "cart-1" }, node: "node-1" }))).toEqual([
    503,
    "caller_refused",
  ]);
  expect(await ask(token)).toEqual([200, undefined]);
  const lines = command.stderr
    .split("\n")
    .filter((line) => line.includes('"refused"'))
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { code: "caller_missing", answer: "MissingAuthenticationTokenException", address: "127.0.0.1" },
    {
      code: "node_differs",
      answer: "AccessDenied",
      caller: "system:serviceaccount:eks-auth:agent",
      callerNode: "node-2",
      namespace: "shop",
    },
    { code: "caller_token_invalid", answer: "AccessDenied" },
    { code: "caller_token_invalid", answer: "AccessDenied" },
    { code: "caller_token_invalid", answer: "AccessDenied" },
  ]);
  for (const secret of [agent, token]) {
    expect(command.stderr).not.toContain(secret.slice(-20));
  }
});
