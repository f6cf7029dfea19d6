import { randomBytes } from "node:crypto";
import type { RequestListener } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { useSlowClock } from "@eks-auth/test-kit/clocks";
import { type ErrorName, errors } from "@eks-auth/types";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { UpstreamError } from "../../src/index.ts";
import { ApiServer, answerWith, callApi, callToken } from "../support/api-fixture.ts";
import { mintPodToken } from "../support/pods.ts";
import { RunningAgent } from "../support/running-agent.ts";

useSlowClock("Date");

const token = await mintPodToken();

/** The errors that drop credentials; all others of the model keep them. */
const dropping: readonly string[] = [
  "AccessDeniedException",
  "ExpiredTokenException",
  "InvalidTokenException",
  "ResourceNotFoundException",
];

function fail(
  status: number,
  name: string,
  message = "why",
  headers: Readonly<Record<string, string>> = {},
): RequestListener {
  return answerWith(status, JSON.stringify({ message }), {
    "x-amzn-errortype": name,
    "x-amzn-requestid": "request-1",
    ...headers,
  });
}

describe.concurrent("an error of the model is passed on with its message:", () => {
  test.each(Object.entries(errors))("%s", async (name, { status }) => {
    const outcome = await callApi(fail(status, name));
    expect(outcome.result).toBeInstanceOf(UpstreamError);
    expect(outcome.result).toMatchObject({
      status,
      code: name,
      reason: "api_error",
      message: "why",
      dropsCredentials: dropping.includes(name),
      requestId: "request-1",
    });
    expect(outcome.tries).toBe(status === 429 || status >= 500 ? 3 : 1);
  });

  test.each(['{"message":5}', '{"Message":{"a":1}}', '{"Message":["why"]}'])(
    "a message that is not a text is not: %s",
    async (body) => {
      const { result } = await callApi(
        answerWith(400, body, { "x-amzn-errortype": "InvalidTokenException" }),
      );
      expect(result).toMatchObject({
        code: "InvalidTokenException",
        message: "The EKS Auth API gave no message.",
        dropsCredentials: true,
      });
    },
  );

  test.each([
    ["12", 12_000],
    ["0", 0],
    ["31", 30_000],
    ["999999999999", 30_000],
    ["Wed, 21 Oct 2026 07:28:00 GMT", 30_000],
    [undefined, 30_000],
  ])(
    "an unknown key is tried once, and then not before Retry-After (%s)",
    async (retryAfter, retryAfterMs) => {
      const headers = {
        "x-eks-auth-reason": "unknown_key",
        ...(retryAfter === undefined ? {} : { "retry-after": retryAfter }),
      };
      const { result, tries } = await callApi(fail(503, "ServiceUnavailableException", "why", headers));
      expect(result).toMatchObject({
        code: "ServiceUnavailableException",
        message: "why",
        apiReason: "unknown_key",
        retryAfterMs,
        dropsCredentials: false,
      });
      expect(tries).toBe(1);
    },
  );

  test.each([
    [429, "ThrottlingException", "unknown_key"],
    [503, "ServiceUnavailableException", "unavailable"],
  ])("%i %s with the reason %s is tried three times", async (status, name, reason) => {
    const headers = { "x-eks-auth-reason": reason, "retry-after": "1" };
    const { result, tries } = await callApi(fail(status, name, "why", headers));
    expect(result).toMatchObject({ code: name, apiReason: reason });
    expect(result).toHaveProperty("retryAfterMs", undefined);
    expect(tries).toBe(3);
  });

  test.each([
    ["cluster_not_found", "cluster_not_found"],
    ["Canary canary", undefined],
  ])("its reason header %j becomes the apiReason %s", async (header, apiReason) => {
    const headers = { "x-eks-auth-reason": header };
    const { result } = await callApi(fail(404, "ResourceNotFoundException", "why", headers));
    expect(result).toMatchObject({ reason: "api_error", apiReason });
  });

  test.each([
    [7_200_000, 7_199_000, 7_200_000],
    [-7_200_000, -7_200_000, -7_190_000],
  ])("it has the cluster, and the clock of the API, which is %i ms ahead", async (offset, least, most) => {
    const date = new Date(Date.now() + offset).toUTCString();
    const { result } = await callApi(fail(400, "InvalidTokenException", "why", { date }));
    const { cluster, apiClockOffsetMs } = result as UpstreamError;
    expect(cluster).toBe("blue");
    expect(apiClockOffsetMs).toBeGreaterThanOrEqual(least);
    expect(apiClockOffsetMs).toBeLessThanOrEqual(most);
  });

  test("four drop credentials, with the statuses 400 and 404", () => {
    const statuses = dropping.map((name) => errors[name as ErrorName].status);
    expect(statuses).toEqual([400, 400, 400, 404]);
  });
});

describe.concurrent("an error about the agent, or with a status that is not the model's, is a 503 that keeps credentials:", () => {
  test.each([
    ["ExpiredTokenException", 403],
    ["InvalidSignatureException", 403],
    ["MissingAuthenticationTokenException", 403],
    ["UnrecognizedClientException", 403],
    ["AccessDeniedException", 403],
    ["InvalidTokenException", 403],
    ["ResourceNotFoundException", 400],
    ["AccessDeniedException", 404],
    ["SomethingNew", 418],
  ])("%s with %i", async (name, status) => {
    const { result, tries } = await callApi(fail(status, name, `bad ${callToken}`));
    const isAboutAgent = status < 404;
    expect(result).toMatchObject({
      status: 503,
      code: "ServiceUnavailableException",
      reason: isAboutAgent ? "caller_refused" : "bad_response",
      dropsCredentials: false,
      requestId: "request-1",
      message: expect.stringContaining(isAboutAgent ? "rejects the agent itself" : "unusable response"),
    });
    expect((result as UpstreamError).message).not.toContain(callToken);
    expect(tries).toBe(1);
  });
});

test.each([
  ["RequestExpired", "Check the clocks of the node and of the API."],
  ["MissingAuthenticationTokenException", "It requires credentials that the agent does not send: "],
  ["AccessDeniedException", "Give the agent credentials that the API accepts."],
])("an agent without credentials gets the fix for %s", async (name, fix) => {
  const { result } = await callApi(fail(403, name));
  expect((result as UpstreamError).message).toContain(`rejects the agent itself (403 ${name}). ${fix}`);
});

describe.concurrent("a secret that a message quotes is removed:", () => {
  const [header, payload, signature] = callToken.split(".");

  test.each([
    ["the token", callToken],
    ["the token in a URL", `https://eks-auth.example.org/?token=${callToken}`],
    ["the token without its signature", `${header}.${payload}`],
    ["the beginning of the token", callToken.slice(0, 100)],
    ["the signature", signature],
    ["the end of the token", callToken.slice(-40)],
    ["another token", token],
    ["a session token", randomBytes(200).toString("base64")],
  ])("%s", async (_name, secret = "") => {
    const { result } = await callApi(fail(400, "InvalidTokenException", `"${secret}" is not valid`));
    expect((result as UpstreamError).message).toMatch(/^"(https:.*)?\[redacted\]" is not valid$/);
  });

  test("a request ID that is one", async () => {
    const headers = { "x-amzn-requestid": callToken };
    const { result } = await callApi(fail(400, "InvalidTokenException", "no", headers));
    expect(result).toMatchObject({ message: "no", requestId: "[redacted]" });
  });

  test("and a long message is cut", async () => {
    const { result } = await callApi(fail(400, "InvalidTokenException", "too long ".repeat(1_000)));
    expect((result as UpstreamError).message).toHaveLength(2_000);
  });
});

describe("a renewal that fails", () => {
  const agents = new Map<string, RunningAgent>();
  const apis: ApiServer[] = [];
  /** AWS's names for errors of the caller, and names of the model with another status: the API rejects the agent. */
  const aboutAgent = [
    "AccessDenied",
    "AccessDeniedException",
    "ExpiredTokenException",
    "IncompleteSignatureException",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "InvalidTokenException",
    "MissingAuthenticationTokenException",
    "NotAuthorized",
    "RequestExpired",
    "ResourceNotFoundException",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
  ];
  const failures: Readonly<Record<string, RequestListener>> = {
    ...Object.fromEntries(Object.entries(errors).map(([name, { status }]) => [name, fail(status, name)])),
    ...Object.fromEntries(aboutAgent.map((name) => [`${name} with 403`, fail(403, name)])),
    "no answer": () => {},
    "a reset": ({ socket }) => {
      socket.resetAndDestroy();
    },
  };

  beforeAll(async () => {
    await Promise.all(Object.entries(failures).map(([name, listener]) => open(name, listener)));
    // Renewals depend on the date.
    vi.setSystemTime(Date.now() + 2_401_000);
    for (const running of agents.values()) {
      while (running.logEvents.length === 0) {
        await wait(20);
      }
    }
  });
  afterAll(async () => {
    await Promise.all([...agents.values()].map((running) => running[Symbol.asyncDispose]()));
    await Promise.all(apis.map((api) => api[Symbol.asyncDispose]()));
  });

  /** Starts an agent, gets credentials, and makes the API fail from then on. */
  async function open(name: string, failure: RequestListener): Promise<void> {
    const api = await ApiServer.start();
    const running = await RunningAgent.start(api.url, { metrics: { host: "127.0.0.1", port: 0 } });
    apis.push(api);
    agents.set(name, running);
    expect((await running.ask(token)).status).toBe(200);
    api.listener = failure;
  }

  function agentOf(name: string): RunningAgent {
    return agents.get(name) ?? expect.unreachable(`no agent for ${name}`);
  }

  test.each(dropping)("with %s drops the pod's credentials at once", async (name) => {
    const running = agentOf(name);
    expect(await running.ask(token)).toMatchObject({
      status: errors[name as ErrorName].status,
      body: { code: name, message: "why", reason: "api_error" },
    });
    expect(running.logEvents[0]?.message).toBe(`The pod loses its credentials: ${name}: why`);
  });

  test.each(Object.keys(failures).filter((name) => !dropping.includes(name)))(
    "with %s keeps the pod's credentials",
    async (name) => {
      const running = agentOf(name);
      expect(await running.ask(token)).toMatchObject({
        status: 200,
        body: { AccessKeyId: "ASIA0000000000000001" },
      });
      expect(running.logEvents[0]).toMatchObject({ level: "warn", pod: { name: "cart-0" } });
      expect(running.logEvents[0]?.message).toContain("could not be renewed; it keeps those it has: ");
      expect(running.refusals).toEqual([]);
    },
  );

  test.each(aboutAgent)("with %s and 403 is counted as one of the agent", async (name) => {
    const metrics = await fetch(`${agentOf(`${name} with 403`).agent.metricsUrl}/metrics`);
    expect(await metrics.text()).toContain('pod_identity_upstream_calls_total{outcome="CallerRefused"} 1\n');
  });
});
