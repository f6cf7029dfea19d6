import { Agent, request as sendRequest } from "node:http";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RejectedCaller } from "../../src/callers/authenticate.ts";
import {
  type ConfiguredService,
  openConfiguredService,
} from "../../src/configured-service/configured-service.ts";
import { type DevCluster, startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import type { Decision } from "../../src/operation/decision.ts";

const audience = "https://eks-auth.example.org";
const agentOf = (node: string) => ({
  namespace: "eks-auth",
  serviceAccount: "agent",
  pod: { name: `agent-${node}` },
  node,
  audience,
});
const podOf = (node: string) => ({
  namespace: "shop",
  serviceAccount: "cart",
  pod: { name: `cart-${node}` },
  node,
});

const folder = await makeTempFolder("eks-auth-callers");
const [blue, green] = await Promise.all([startDevCluster(), startDevCluster()]);
const events: LogEvent[] = [];
const decisions: Decision[] = [];
const rejections: RejectedCaller[] = [];
let service: ConfiguredService;
let server: Awaited<ReturnType<typeof listenOnLoopback>>;
/** One connection, which stays open. */
const connection = new Agent({ keepAlive: true, maxSockets: 1 });

const callers = `callers:
  serviceAccount: { audience: "${audience}", namespace: eks-auth, name: agent }
`;

function configure(text: string, more = ""): Promise<string> {
  const clusters = Object.entries({ blue, green }).map(([name, { issuer }]) => clusterOf(name, issuer));
  return folder.write(
    "eks-auth.yaml",
    `${text}credentials: { embedded: { keyFile: session-key.pem } }\nclusters:\n${clusters.join("")}${more}`,
  );
}

function clusterOf(name: string, issuer: string): string {
  return `  - { name: ${name}, region: eu-west-1, accountId: "111122223333", issuer: "${issuer}", associations: associations.yaml }\n`;
}

beforeAll(async () => {
  await folder.write(
    "associations.yaml",
    'associations: [{ namespace: shop, serviceAccount: cart, roleArn: "arn:aws:iam::111122223333:role/cart" }]\n',
  );
  service = await openConfiguredService(await configure(callers), {
    onDecision: (decision) => void decisions.push(decision),
    onRejectedCaller: (rejected) => void rejections.push(rejected),
    onLogEvent: (event) => void events.push(event),
  });
  const { authenticate } = service;
  server = await listenOnLoopback(
    createNodeListener(createEKSAuthFrontendHandler(service, { authenticate, operationTimeoutMs: 30_000 })),
  );
});
beforeEach(() => {
  for (const list of [events, decisions, rejections]) {
    list.length = 0;
  }
});
afterEach(async () => {
  await configure(callers);
  await service.reload();
});
afterAll(async () => {
  connection.destroy();
  service.close();
  await Promise.all([server[Symbol.asyncDispose](), blue.stop(), green.stop(), folder.remove()]);
});

interface Answer {
  readonly status: number | undefined;
  readonly error: string | undefined;
  /** The whole response, without the request's ID and the date. */
  readonly whole: string;
  readonly port: number | undefined;
}

/** Sends a pod's token with a caller's token. */
function call(caller: string | undefined, token: string, cluster = "blue"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      ...(caller !== undefined && { "x-eks-auth-caller-token": caller }),
    };
    const url = `${server.url}/clusters/${cluster}/assume-role-for-pod-identity`;
    const request = sendRequest(url, { method: "POST", headers, agent: connection }, async (response) => {
      // Later the socket is that of the next request.
      const { localPort: port } = response.socket;
      let body = "";
      for await (const piece of response) {
        body += piece;
      }
      const lines = response.rawHeaders.map((text, index, all) =>
        /^(date|x-amzn-requestid)$/i.test(all[index - 1] ?? "") ? "" : text,
      );
      resolve({
        status: response.statusCode,
        error: response.headers["x-amzn-errortype"] as string | undefined,
        whole: [response.statusCode, response.statusMessage, ...lines, body].join("\n"),
        port,
      });
    });
    request.on("error", reject);
    request.end(JSON.stringify({ token }));
  });
}

const mint = ({ mintToken }: DevCluster, request: Parameters<DevCluster["mintToken"]>[0]) =>
  mintToken(request);
const agent = await mint(blue, agentOf("node-1"));
const pod = await mint(blue, podOf("node-1"));

describe("an agent with a service-account token", () => {
  test("exchanges the token of a pod on its node, which the decision has", async () => {
    expect(await call(agent, pod)).toMatchObject({ status: 200 });
    expect(decisions).toMatchObject([
      {
        outcome: "granted",
        caller: {
          name: "system:serviceaccount:eks-auth:agent",
          methods: ["serviceAccount"],
          node: { name: "node-1" },
          sameNode: true,
        },
        pod: { node: { name: "node-1" } },
      },
    ]);
  });

  test("can't exchange a stolen token of a pod on another node", async () => {
    const other = { agent: await mint(blue, agentOf("node-2")), pod: await mint(blue, podOf("node-2")) };
    for (const [caller, token] of [
      [agent, other.pod],
      [other.agent, pod],
    ] as const) {
      expect(await call(caller, token)).toMatchObject({ status: 403, error: "AccessDenied" });
    }
    expect(await call(other.agent, other.pod)).toMatchObject({ status: 200 });
    expect(decisions).toMatchObject([
      {
        outcome: "refused",
        error: "AccessDenied",
        reason: { code: "node_differs" },
        pod: { namespace: "shop" },
      },
      { outcome: "refused", error: "AccessDenied", reason: { code: "node_differs" } },
      { outcome: "granted" },
    ]);
  });

  test("can exchange tokens of all nodes, if it is configured so", async () => {
    await configure(`${callers}  sameNode: false\n`);
    await service.reload();
    expect(await call(agent, await mint(blue, podOf("node-2")))).toMatchObject({ status: 200 });
  });

  test.each(["green", "gr%65en"])("can't call for another cluster: %s", async (cluster) => {
    expect(await call(agent, await mint(green, podOf("node-1")), cluster)).toMatchObject({
      status: 403,
      error: "AccessDenied",
    });
    expect(decisions).toEqual([]);
    expect(rejections).toMatchObject([{ code: "caller_token_invalid", address: "127.0.0.1" }]);
  });

  test("needs it", async () => {
    expect(await call(undefined, pod)).toMatchObject({
      status: 403,
      error: "MissingAuthenticationTokenException",
    });
    expect(rejections).toMatchObject([{ code: "caller_missing" }]);
  });
});

describe("tokens have one purpose:", () => {
  test("a pod's token authenticates no caller", async () => {
    expect(await call(pod, pod)).toMatchObject({ status: 403, error: "AccessDenied" });
  });

  test("an agent's token gets no credentials, also if it has an association", async () => {
    const answer = await call(agent, agent);
    expect(answer).toMatchObject({ status: 400, error: "InvalidTokenException" });
    expect(decisions).toMatchObject([{ reason: { code: "token_invalid", check: "audience" } }]);
  });
});

test("rejected agents can't find out which clusters exist", async () => {
  const ofShop = { ...agentOf("node-1"), namespace: "shop" };
  const answers = {
    "an invalid token": await call("canary", pod),
    "a token of another service account": await call(await mint(blue, ofShop), pod),
    "a token of another cluster": await call(agent, pod, "green"),
    "a cluster that does not exist": await call(agent, pod, "red"),
    "an invalid token, for a cluster that does not exist": await call("canary", pod, "red"),
    "a name that no cluster can have": await call(agent, pod, "-"),
    "a name that is malformed": await call(agent, pod, "%zz"),
    "a pod of another node": await call(agent, await mint(blue, podOf("node-2"))),
  };
  const [first, ...others] = Object.values(answers).map(({ whole }) => whole);
  expect(first).toContain('{"message":"The caller is not allowed to make this request."}');
  expect(new Set(others)).toEqual(new Set([first]));
});

describe("on an open connection,", () => {
  test("a removed caller is rejected at once", async () => {
    const before = await call(agent, pod);
    await configure(callers.replace("name: agent", "name: new-agent"));
    await service.reload();
    const after = await call(agent, pod);
    expect([before.status, after.status]).toEqual([200, 403]);
    expect(after.port).toBe(before.port);
  });

  test("a caller with another audience is rejected at once", async () => {
    const before = await call(agent, pod);
    await configure(callers.replace(audience, "https://new.example.org"));
    await service.reload();
    const after = await call(agent, pod);
    expect([before.status, after.status]).toEqual([200, 403]);
    expect(after.port).toBe(before.port);
  });
});

test("callers stay required, if the key callers is removed", async () => {
  await configure("");
  await service.reload();
  expect(events).toContainEqual({
    level: "error",
    code: "config_rejected",
    message: expect.stringContaining("has no callers any more"),
  });
  expect(await call(undefined, pod)).toMatchObject({ status: 403 });
  expect(await call(agent, pod)).toMatchObject({ status: 200 });
});

test("keys are read at once, so that a shared one is noticed before a request for its cluster", async () => {
  const url = `${blue.issuer}/openid/v1/jwks`;
  const mirror = clusterOf("mirror", "https://mirror.example").replace(
    "associations:",
    `keys: { url: "${url}" }, associations:`,
  );
  await configure(callers, mirror);
  await service.reload();
  await expect.poll(() => events.map(({ code }) => code)).toContain("keys_shared");
  expect(await call(agent, pod)).toMatchObject({ status: 403, error: "AccessDenied" });
  expect(rejections).toMatchObject([{ code: "caller_keys_shared" }]);
});

test("agents of clusters that share keys are refused, and the log says why", async () => {
  await configure(callers, clusterOf("copy", blue.issuer));
  await service.reload();
  expect(events).toContainEqual({
    level: "error",
    code: "keys_shared",
    cluster: expect.stringMatching(/^(blue|copy)$/),
    message: expect.stringContaining("Until then, agents with a service-account token are refused."),
  });
  const answers = [await call(agent, pod), await call(agent, pod, "copy"), await call("canary", pod)];
  expect(new Set(answers.map(({ whole }) => whole))).toEqual(new Set([answers[0]?.whole]));
  expect(rejections).toMatchObject(Array.from({ length: 3 }, () => ({ code: "caller_keys_shared" })));
  const ofGreen = await mint(green, agentOf("node-1"));
  expect(await call(ofGreen, await mint(green, podOf("node-1")), "green")).toMatchObject({ status: 200 });
});
