import { once } from "node:events";
import { request } from "node:http";
import { createEKSAuthFrontendHandler, type EKSAuthFrontendService } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { sampleResponse } from "@eks-auth/test-kit/sample-response";
import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTracing, type Tracing } from "../../../src/serve/tracing/tracing.ts";

const exporter = new InMemorySpanExporter();
let tracing: Tracing;

beforeAll(async () => {
  expect(await openTracing()).toBeUndefined();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(
    new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  );
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  tracing = (await openTracing()) as Tracing;
});
beforeEach(() => exporter.reset());
afterAll(() => {
  for (const api of [context, propagation, trace]) {
    api.disable();
  }
});

const traceId = "0af7651916cd43dd8448eb211c80319c";
const parentId = "b7ad6b7169203331";
const path = "/clusters/edge/assume-role-for-pod-identity";

/** Sends a request with a traceparent header to a service. */
async function send(
  assumeRoleForPodIdentity: EKSAuthFrontendService["assumeRoleForPodIdentity"],
  { url = path, method = "POST" } = {},
): Promise<number | undefined> {
  const { onStart, onEnd } = tracing;
  const handler = createEKSAuthFrontendHandler(
    { assumeRoleForPodIdentity },
    { onStart, onEnd, onError() {} },
  );
  await using server = await listenOnLoopback(createNodeListener(tracing.traceHandler(handler)));
  const headers = {
    "content-type": "application/json",
    traceparent: `00-${traceId}-${parentId}-01`,
    baggage: "key=canary",
  };
  const sent = request(`${server.url}${url}`, { method, headers });
  sent.end('{"token":"canary-head.canary-body.canary-signature"}');
  const [response] = await once(sent, "response");
  response.resume();
  await once(response, "end");
  return response.statusCode;
}

test("a request is a span of the caller's trace, with a span for each step, and no secret", async () => {
  const ids: (string | undefined)[] = [];
  await send(async () => {
    await tracing.runStep({ name: "verify_token", cluster: "edge" }, async () => {
      ids.push(tracing.currentTraceId());
      expect(propagation.getActiveBaggage(), "it would be sent to STS").toBeUndefined();
    });
    const call = tracing.runStep({ name: "assume_role" }, async () => {
      throw new TypeError("canary-message");
    });
    await expect(call).rejects.toThrow("canary-message");
    await tracing.runAudit(async () => {});
    tracing.onDecision({ cluster: "edge", outcome: "granted" } as never);
    return sampleResponse;
  });
  const spans = exporter.getFinishedSpans();
  expect(spans.map(({ name, kind, status, attributes }) => ({ name, kind, status, attributes }))).toEqual([
    {
      name: "verify_token",
      kind: SpanKind.INTERNAL,
      status: { code: SpanStatusCode.UNSET },
      attributes: { "eks_auth.cluster": "edge" },
    },
    {
      name: "assume_role",
      kind: SpanKind.CLIENT,
      status: { code: SpanStatusCode.ERROR, message: "error" },
      attributes: {},
    },
    { name: "write_audit", kind: SpanKind.INTERNAL, status: { code: SpanStatusCode.UNSET }, attributes: {} },
    {
      name: "AssumeRoleForPodIdentity",
      kind: SpanKind.SERVER,
      status: { code: SpanStatusCode.UNSET },
      attributes: {
        "http.request.method": "POST",
        "http.response.status_code": 200,
        "aws.request_id": expect.any(String),
        "eks_auth.cluster": "edge",
        "eks_auth.outcome": "granted",
      },
    },
  ]);
  const server = spans.at(-1);
  expect(server?.parentSpanContext).toMatchObject({ traceId, spanId: parentId });
  for (const { parentSpanContext } of spans.slice(0, -1)) {
    expect(parentSpanContext?.spanId).toBe(server?.spanContext().spanId);
  }
  expect(ids).toEqual([traceId]);
  expect(
    JSON.stringify(spans.map(({ attributes, events, links, status }) => [attributes, events, links, status])),
  ).not.toContain("canary");
});

test.each(["cluster_not_found", "cluster_not_allowed"])(
  "the cluster of a refusal with %s is not part of a span, because the client chose it",
  async (code) => {
    await send(async () => {
      tracing.onDecision({ cluster: "canary", outcome: "refused", reason: { code } } as never);
      throw new Error("canary");
    });
    const [span] = exporter.getFinishedSpans();
    expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message: "InternalServerException" });
    expect(span?.attributes).toMatchObject({
      "eks_auth.reason": code,
      "error.type": "InternalServerException",
      "http.response.status_code": 500,
    });
    expect(JSON.stringify(span?.attributes)).not.toContain("canary");
  },
);

test("a request without an operation has only its method, and no path", async () => {
  expect(await send(async () => sampleResponse, { url: "/canary", method: "PROPFIND" })).toBe(404);
  const [span] = exporter.getFinishedSpans();
  expect(span?.name).toBe("_OTHER");
  expect(span?.status).toEqual({ code: SpanStatusCode.UNSET });
  expect(JSON.stringify(span?.attributes)).not.toContain("canary");
});

test("outside of requests there is no trace", () => {
  expect(tracing.currentTraceId()).toBeUndefined();
});
