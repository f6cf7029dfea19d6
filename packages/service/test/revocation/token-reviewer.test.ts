import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { clearProxies } from "@eks-auth/test-kit/proxy-variables";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { openApiServer } from "../../src/network/open-api-server.ts";
import { createTokenReviewer, type TokenReviewer } from "../../src/revocation/token-reviewer.ts";
import type { VerifiedToken } from "../../src/token/token-claims.ts";

clearProxies();

const folder = useTempFolder("eks-auth-review");
const verified: VerifiedToken = {
  namespace: "shop",
  serviceAccount: "cart",
  pod: { name: "cart-0", uid: "uid-0" },
  keyId: "key-0",
};
const valid = {
  authenticated: true,
  user: {
    username: "system:serviceaccount:shop:cart",
    uid: "sa-uid",
    groups: ["system:serviceaccounts"],
    extra: { "authentication.kubernetes.io/pod-uid": ["uid-0"] },
  },
  audiences: ["pods.eks.amazonaws.com"],
};

interface Review {
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** A fake API server. */
let reviews: Review[];
let answer: { status: number; body: string | undefined };
const apiServer = await listenOnLoopback(async (request: IncomingMessage, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const { url: path, headers } = request;
  reviews.push({
    path,
    authorization: headers.authorization,
    body: JSON.parse(Buffer.concat(chunks).toString()),
  });
  if (answer.body !== undefined) {
    response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
  }
});
afterAll(() => apiServer[Symbol.asyncDispose]());

let events: LogEvent[];
let reviewer: TokenReviewer;

function answerWith(status: object): void {
  answer = { status: 201, body: JSON.stringify({ kind: "TokenReview", status }) };
}

async function open(failurePolicy: "Fail" | "Ignore" = "Fail", url = apiServer.url): Promise<void> {
  reviewer?.close();
  const tokenFile = await folder.write("reviewer.token", "bearer-1\n");
  const onLogEvent = (event: LogEvent) => events.push(event);
  reviewer = createTokenReviewer({
    apiServer: await openApiServer({ url, tokenFile }),
    failurePolicy,
    onLogEvent,
  });
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  reviews = [];
  events = [];
  answerWith(valid);
  await open();
});
afterEach(() => {
  reviewer.close();
  vi.useRealTimers();
});

const codeOf = (result: Promise<void>) =>
  result.then(
    () => "valid",
    ({ code }) => code,
  );

test("asks for the audience of pods, with the token of the file, which is read each time", async () => {
  await reviewer.require("a.b.c", verified);
  await folder.write("reviewer.token", "bearer-2");
  await reviewer.require("d.e.f", verified);
  expect(reviews).toEqual(
    [
      ["a.b.c", "bearer-1"],
      ["d.e.f", "bearer-2"],
    ].map(([token, bearer]) => ({
      path: "/apis/authentication.k8s.io/v1/tokenreviews",
      authorization: `Bearer ${bearer}`,
      body: {
        apiVersion: "authentication.k8s.io/v1",
        kind: "TokenReview",
        spec: { token, audiences: ["pods.eks.amazonaws.com"] },
      },
    })),
  );
});

test("asks once for a token, however many requests have it, and again before 60 s are over", async () => {
  await Promise.all(Array.from({ length: 100 }, () => reviewer.require("a.b.c", verified)));
  vi.advanceTimersByTime(49_000);
  await reviewer.require("a.b.c", verified);
  expect(reviews).toHaveLength(1);
  answerWith({ authenticated: false });
  vi.advanceTimersByTime(1_000);
  expect(await codeOf(reviewer.require("a.b.c", verified))).toBe("token_revoked");
  expect(reviews).toHaveLength(2);
});

describe("a token is revoked if the answer has", () => {
  test.each<[string, object]>([
    ["no authentication", { authenticated: false, error: "[invalid bearer token]" }],
    ["nothing", {}],
    ["another user", { ...valid, user: { ...valid.user, username: "system:serviceaccount:shop:till" } }],
    [
      "another pod",
      { ...valid, user: { ...valid.user, extra: { "authentication.kubernetes.io/pod-uid": ["uid-1"] } } },
    ],
    ["no pod", { ...valid, user: { username: valid.user.username } }],
    ["no user", { ...valid, user: undefined }],
    ["another audience", { ...valid, audiences: ["https://kubernetes.default.svc"] }],
    ["no audience", { ...valid, audiences: undefined }],
  ])("%s", async (_, status) => {
    answerWith(status);
    expect(await codeOf(reviewer.require("a.b.c", verified))).toBe("token_revoked");
    answerWith(valid);
    expect(await codeOf(reviewer.require("a.b.c", verified)), "for 10 s").toBe("token_revoked");
    vi.advanceTimersByTime(10_000);
    expect(await codeOf(reviewer.require("a.b.c", verified))).toBe("valid");
    expect(events).toEqual([]);
  });
});

describe("while the API server", () => {
  const failures: [string, { status: number; body: string | undefined }, string][] = [
    ["does not accept the reviewer", { status: 401, body: "{}" }, "answered 401; check that the token in"],
    [
      "does not allow reviews",
      { status: 403, body: "{}" },
      "answered 403; bind the cluster role system:auth-delegator",
    ],
    ["fails", { status: 500, body: "{}" }, "answered 500."],
    ["redirects", { status: 302, body: "" }, "answered 302."],
    ["answers with something else", { status: 201, body: "[]" }, "did not answer with a TokenReview."],
    [
      "answers with too much",
      { status: 201, body: " ".repeat(70_000) },
      "answered with more than 65536 bytes.",
    ],
    ["does not answer", { status: 201, body: undefined }, "There was no answer within 0.4 s."],
  ];
  test.each(failures)(
    "%s, tokens are refused, and it is logged once until it answers",
    async (_, failure, problem) => {
      const good = answer;
      answer = failure;
      expect(await codeOf(reviewer.require("a.b.c", verified))).toBe("revocation_unavailable");
      expect(await codeOf(reviewer.require("d.e.f", verified))).toBe("revocation_unavailable");
      expect(reviews, "not again within a second").toHaveLength(1);
      expect(events).toMatchObject([
        { level: "warn", code: "revocation_unavailable", message: expect.stringContaining(problem) },
      ]);
      answer = good;
      vi.advanceTimersByTime(1_000);
      expect(await codeOf(reviewer.require("a.b.c", verified))).toBe("valid");
      expect(events[1]).toMatchObject({ level: "info", code: "revocation_recovered" });
      expect(JSON.stringify(events)).not.toMatch(/a\.b\.c|bearer-1/);
    },
  );

  test("answers one review too late and others in time, it is asked for further tokens", async () => {
    const good = answer;
    answer = { status: 201, body: undefined };
    const late = codeOf(reviewer.require("a.b.c", verified));
    await expect.poll(() => reviews.length).toBe(1);
    answer = good;
    expect(await codeOf(reviewer.require("d.e.f", verified))).toBe("valid");
    expect(await late).toBe("revocation_unavailable");
    expect(await codeOf(reviewer.require("g.h.i", verified))).toBe("valid");
  });

  test("is down, tokens are allowed if that is configured, and it is logged", async () => {
    await open("Ignore", "http://127.0.0.1:1");
    expect(await codeOf(reviewer.require("a.b.c", verified))).toBe("valid");
    expect(events).toMatchObject([
      { code: "revocation_unavailable", message: expect.stringContaining("Tokens are accepted without it") },
    ]);
  });

  test("is down, tokens that it has accepted before are good for their time", async () => {
    await reviewer.require("a.b.c", verified);
    answer = { status: 500, body: "{}" };
    expect(await codeOf(reviewer.require("a.b.c", verified))).toBe("valid");
  });
});

test("the token's file must be readable", async () => {
  await folder.delete("reviewer.token");
  expect(await codeOf(reviewer.require("a.b.c", verified))).toBe("revocation_unavailable");
  expect(events[0]?.message).toContain("reviewer.token");
});

test("the CA certificates of the API server can be replaced", async () => {
  const [old, current] = [createSelfSignedCertificate("old"), createSelfSignedCertificate("current")];
  const tls = { cert: current.certificate, key: current.privateKey };
  await using server = await listenOnLoopback(
    createServer(tls, (_request, response) => response.end(JSON.stringify({ status: valid }))),
  );
  const tokenFile = folder.resolve("reviewer.token");
  const caFile = await folder.write("ca.crt", old.certificate);
  const apiServer = await openApiServer({ url: server.url, tokenFile, caFile });
  reviewer.close();
  reviewer = createTokenReviewer({ apiServer, failurePolicy: "Fail", onLogEvent: () => {} });
  expect(await codeOf(reviewer.require("a.b.c", verified))).toBe("revocation_unavailable");
  await folder.write("ca.crt", current.certificate);
  await vi.waitFor(async () => {
    vi.advanceTimersByTime(1_000);
    expect(await codeOf(reviewer.require("a.b.c", verified))).toBe("valid");
  });
});
