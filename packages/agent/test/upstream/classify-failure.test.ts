import type { RequestListener } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import {
  AccessDeniedException,
  ExpiredTokenException,
  InternalServerException,
  InvalidParameterException,
  InvalidRequestException,
  InvalidTokenException,
  ResourceNotFoundException,
  ServiceUnavailableException,
  ThrottlingException,
} from "@eks-auth/server";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { UpstreamError } from "../../src/index.ts";
import { usePatientClock } from "../patient-clock.ts";
import { cart } from "../pods.ts";
import {
  answerWith,
  callApi,
  grantFor,
  type Outcome,
  token,
  UpstreamServer,
} from "../support/api-fixture.ts";
import { RunningAgent } from "../support/running-agent.ts";

describe("classification", () => {
  usePatientClock();

  function fail(status: number, name: string, message = "why"): RequestListener {
    return answerWith(status, JSON.stringify({ message }), {
      "x-amzn-errortype": name,
      "x-amzn-requestid": "request-1",
    });
  }

  describe.concurrent("an error of the model is passed on with its message", () => {
    test.each([
      ["AccessDeniedException", 400, true, 1],
      ["ExpiredTokenException", 400, true, 1],
      ["InvalidTokenException", 400, true, 1],
      ["ResourceNotFoundException", 404, true, 1],
      ["InvalidParameterException", 400, false, 1],
      ["InvalidRequestException", 400, false, 1],
      ["ThrottlingException", 429, false, 3],
      ["InternalServerException", 500, false, 3],
      ["ServiceUnavailableException", 503, false, 3],
    ])(
      "%s (%i), which drops credentials: %s, after tries: %i",
      async (name, status, dropsCredentials, tries) => {
        const outcome = await callApi(fail(status, name));
        expect(outcome.result).toBeInstanceOf(UpstreamError);
        expect(outcome.result).toMatchObject({
          status,
          code: name,
          message: "why",
          dropsCredentials,
          requestId: "request-1",
        });
        expect(outcome.tries).toBe(tries);
      },
    );
  });

  describe.concurrent("what AWS's front door says to the agent is no matter of the pod's", () => {
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
    ])("%s with %i is 503 and drops nothing", async (name, status) => {
      const { result, tries } = await callApi(fail(status, name, `bad ${token}`));
      expect(result).toMatchObject({
        status: 503,
        code: "ServiceUnavailableException",
        dropsCredentials: false,
      });
      expect(result).toMatchObject({
        requestId: "request-1",
        message: expect.stringContaining(status < 404 ? "refuses the agent" : "can't be understood"),
      });
      expect((result as UpstreamError).message).not.toContain(token);
      expect(tries).toBe(1);
    });
  });

  describe("a call", () => {
    const grant = grantFor(3_600, 1);
    const good = { ...grant, credentials: { ...grant.credentials, expiration: 2_000_000_000 } };
    let outcome: Outcome;

    beforeAll(async () => {
      outcome = await callApi(answerWith(200, JSON.stringify(good), { "x-amzn-requestid": "request-2" }));
    });

    test("brings what pods need", () => {
      expect(outcome.result).toEqual({
        accessKeyId: "ASIA0000000000000001",
        secretAccessKey: "canary-secret-access-key",
        sessionToken: "canary-session-token",
        expiration: new Date(2_000_000_000_000),
        accountId: "444455556666",
        associationId: "a-abcdefghijklmnopq",
        requestId: "request-2",
      });
    });

    test("says who calls", () => {
      expect(outcome.headers["user-agent"]).toMatch(/ eks-auth-agent\/\d+\.\d+\.\d+/);
      expect(outcome.headers["content-type"]).toBe("application/json");
    });
  });

  test("a message that quotes the token is passed on without it", async () => {
    const { result } = await callApi(fail(400, "InvalidTokenException", `${token} is not valid`));
    expect((result as UpstreamError).message).toBe("[token] is not valid");
  });
});

describe("at a renewal", () => {
  const dropping = [
    AccessDeniedException,
    ExpiredTokenException,
    InvalidTokenException,
    ResourceNotFoundException,
  ];
  const keeping = [
    InvalidParameterException,
    InvalidRequestException,
    ThrottlingException,
    InternalServerException,
    ServiceUnavailableException,
  ];
  /** What AWS's front door says to the agent: names of the model, with another status. */
  const toTheAgent = [
    [403, "ExpiredTokenException"],
    [403, "InvalidSignatureException"],
    [403, "AccessDeniedException"],
    [403, "UnrecognizedClientException"],
  ] as const;

  /** A pod with an agent and an API of its own, all in the same time. */
  interface Scene {
    readonly upstream: UpstreamServer;
    readonly running: RunningAgent;
  }

  usePatientClock("Date");

  let cluster: DevCluster;
  let token: string;
  const scenes = new Map<string, Scene>();

  beforeAll(async () => {
    cluster = await startDevCluster();
    token = await cluster.mintToken(cart());
    await Promise.all([
      ...[...dropping, ...keeping].map((Exception) =>
        open(Exception.name, (upstream) => {
          upstream.work = () => {
            throw new Exception({ message: "why" });
          };
        }),
      ),
      ...toTheAgent.map(([status, name]) =>
        open(`${name} (${status})`, (upstream) => {
          upstream.listener = (request, response) => {
            request.resume();
            response.writeHead(status, { "x-amzn-errortype": name }).end("{}");
          };
        }),
      ),
      open("no answer", (upstream) => {
        upstream.listener = () => {};
      }),
      open("a reset", (upstream) => {
        upstream.listener = ({ socket }) => {
          socket.resetAndDestroy();
        };
      }),
    ]);
    // Renewals look at the date.
    vi.setSystemTime(Date.now() + 2_401_000);
    for (const { running } of scenes.values()) {
      while (running.notices.length === 0) {
        await wait(20);
      }
    }
  });
  afterAll(async () => {
    for (const { running, upstream } of scenes.values()) {
      await running[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    }
    await cluster.stop();
  });

  /** Has a pod get its credentials, and the API fail from then on. */
  async function open(name: string, spoil: (upstream: UpstreamServer) => void): Promise<void> {
    const upstream = await UpstreamServer.start();
    const running = await RunningAgent.start(upstream.url);
    expect((await running.ask(token)).status).toBe(200);
    spoil(upstream);
    scenes.set(name, { upstream, running });
  }

  function sceneOf(name: string): Scene {
    const scene = scenes.get(name);
    if (scene === undefined) {
      throw new Error(`There is no ${name}.`);
    }
    return scene;
  }

  test.each(dropping.map(({ name }) => name))(
    "%s at a renewal takes the pod its credentials at once",
    async (name) => {
      const { running } = sceneOf(name);
      const answer = await running.ask(token);
      expect(answer).toMatchObject({
        status: name.startsWith("Resource") ? 404 : 400,
        body: { code: name, message: "why" },
      });
      expect(running.notices[0]?.message).toBe(`The pod loses its credentials: ${name}: why`);
    },
  );

  test.each([
    ...keeping.map(({ name }) => name),
    ...toTheAgent.map(([status, name]) => `${name} (${status})`),
    "no answer",
    "a reset",
  ])("%s at a renewal leaves the pod what it has", async (name) => {
    const { running } = sceneOf(name);
    expect(await running.ask(token)).toMatchObject({
      status: 200,
      body: { AccessKeyId: "ASIA0000000000000001" },
    });
    expect(running.notices[0]).toMatchObject({ level: "warn", pod: { name: "cart-0" } });
    expect(running.notices[0]?.message).toContain("could not be renewed; it keeps what it has: ");
    expect(running.refusals).toEqual([]);
  });
});
