import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Counters } from "../../src/core/counters.ts";
import { AgentError, UpstreamError } from "../../src/core/errors.ts";
import { type AgentHooks, guardHooks, type Refusal, reportRefusal } from "../../src/core/events.ts";
import { FakeUpstream } from "../support/fake-upstream.ts";
import { mintPodToken } from "../support/pods.ts";
import { RunningAgent } from "../support/running-agent.ts";

const token = await mintPodToken();
const warnings: unknown[] = [];

beforeEach(() => {
  warnings.length = 0;
  vi.spyOn(process, "emitWarning").mockImplementation((warning) => warnings.push(warning));
});
afterEach(() => {
  vi.restoreAllMocks();
});

test("a grant is reported once, also if two requests share the call", async () => {
  await using running = await RunningAgent.start(new FakeUpstream());
  await Promise.all([running.ask(token), running.ask(token)]);
  expect(running.grants).toEqual([
    {
      pod: { namespace: "shop", serviceAccount: "cart", name: "cart-0", uid: expect.any(String) },
      associationId: "a-abcdefghijklmnopq",
      accountId: "444455556666",
      expiration: expect.any(Date),
      requestId: expect.any(String),
      renewal: false,
    },
  ]);
  expect(running.refusals).toEqual([]);
  expect(running.logEvents).toEqual([]);
});

describe("hooks that", () => {
  const error = new Error("the disk is full");
  const fail = (): never => {
    throw error;
  };

  test.each([
    ["throw", fail],
    ["reject", () => Promise.reject(error)],
  ])("%s do not affect responses, and cause a warning of the process", async (_name, hook) => {
    const hooks = { onGrant: hook, onRefusal: hook, onLogEvent: hook };
    // This machine lacks the second address, which is a log event.
    const listen = [
      { host: "127.0.0.1", port: 0 },
      { host: "fd00:ec2::23", port: 0 },
    ];
    await using running = await RunningAgent.start(new FakeUpstream(), { hooks, listen });
    expect((await running.ask(token)).status).toBe(200);
    expect((await running.ask("garbage")).status).toBe(400);
    expect(warnings).toEqual(Array(3).fill(error));
  });
});

test("a hook that throws no Error causes a warning with what it threw", async () => {
  const hooks: AgentHooks = {
    onLogEvent() {
      throw "the disk is full";
    },
  };
  guardHooks(hooks, new AbortController().signal).onLogEvent?.({
    level: "info",
    code: "renewal_failed",
    message: "hello",
  });
  await expect.poll(() => warnings).toEqual(["A hook of the agent failed: the disk is full"]);
});

test("no hook is called after the agent has stopped", () => {
  const onLogEvent = vi.fn();
  const stopped = new AbortController();
  const guarded = guardHooks({ onLogEvent }, stopped.signal);
  guarded.onLogEvent?.({ level: "info", code: "renewal_failed", message: "before" });
  stopped.abort();
  guarded.onLogEvent?.({ level: "info", code: "renewal_failed", message: "after" });
  expect(onLogEvent.mock.calls).toEqual([[{ level: "info", code: "renewal_failed", message: "before" }]]);
  expect(guarded.onGrant, "hooks that are not set stay unset").toBeUndefined();
});

describe("reportRefusal", () => {
  function report(error: AgentError): { refusals: Refusal[]; counters: Counters } {
    const refusals: Refusal[] = [];
    const counters = new Counters();
    const hooks: AgentHooks = { onRefusal: (refusal) => refusals.push(refusal) };
    reportRefusal({ counters, hooks }, "192.0.2.1", undefined, error);
    return { refusals, counters };
  }

  test("reports reason and message of an error", () => {
    const { refusals } = report(new AgentError("missing_token", "There is no token."));
    expect(refusals).toEqual([
      {
        client: "192.0.2.1",
        pod: undefined,
        status: 400,
        code: "MissingAuthenticationTokenException",
        reason: "missing_token",
        message: "There is no token.",
        requestId: undefined,
        credentialsProblem: undefined,
      },
    ]);
  });

  test("reports what only the operator should know", () => {
    const details = { requestId: "request-1", credentialsProblem: "There is no profile." };
    expect(report(new UpstreamError("no_signing_credentials", "No.", details)).refusals).toMatchObject([
      details,
    ]);
  });

  test.each(["rate_limited", "too_many_calls", "not_found"] as const)("only counts %s", (reason) => {
    const error = new AgentError(reason, "No.");
    const { refusals, counters } = report(error);
    expect(refusals).toEqual([]);
    expect(counters.responses).toEqual(new Map([[error.status, 1]]));
  });

  test("reports an API that throttles", () => {
    const response = { status: 429, code: "ThrottlingException" };
    expect(report(new UpstreamError("api_error", "Slow down.", { response })).refusals).toHaveLength(1);
  });
});
