import type { Handler, HttpRequest } from "@eks-auth/server";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import {
  type Attributes,
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { Tracing } from "./tracing.ts";

/** Creates the spans, with the OpenTelemetry SDK that is registered. */
export function createTracing(): Tracing {
  const tracer = trace.getTracer("eks-auth");

  function runSpan<Result>(
    name: string,
    kind: SpanKind,
    attributes: Attributes,
    work: () => Promise<Result>,
  ): Promise<Result> {
    return tracer.startActiveSpan(name, { kind, attributes }, async (span) => {
      try {
        return await work();
      } catch (error) {
        fail(span, error instanceof CodedError ? error.code : "error");
        throw error;
      } finally {
        span.end();
      }
    });
  }

  return {
    traceHandler: (handler: Handler) => (request) => {
      const parent = extractParent(request);
      const method = knownMethod(request.method);
      const options = { kind: SpanKind.SERVER, attributes: { "http.request.method": method } };
      return tracer.startActiveSpan(method, options, parent, async (span) => {
        try {
          const response = await handler(request);
          span.setAttribute("http.response.status_code", response.status);
          return response;
        } finally {
          span.end();
        }
      });
    },

    runStep({ name, cluster }, work) {
      const kind = name === "verify_token" ? SpanKind.INTERNAL : SpanKind.CLIENT;
      return runSpan(name, kind, cluster === undefined ? {} : { "eks_auth.cluster": cluster }, work);
    },

    runAudit: (work) => runSpan("write_audit", SpanKind.INTERNAL, {}, work),

    onStart({ operation, requestId }) {
      const span = trace.getActiveSpan();
      if (operation !== undefined) {
        span?.updateName(operation);
      }
      span?.setAttribute("aws.request_id", requestId);
    },

    onEnd({ status, error }) {
      const span = trace.getActiveSpan();
      if (span === undefined || error === undefined) {
        return;
      }
      span.setAttribute("error.type", error);
      // An error of the client is none of the server's span.
      if (status >= 500) {
        fail(span, error);
      }
    },

    onDecision(decision) {
      const span = trace.getActiveSpan();
      span?.setAttribute("eks_auth.outcome", decision.outcome);
      const reason = decision.outcome === "refused" ? decision.reason.code : undefined;
      if (reason !== undefined) {
        span?.setAttribute("eks_auth.reason", reason);
      }
      if (reason !== "cluster_not_found" && reason !== "cluster_not_allowed") {
        span?.setAttribute("eks_auth.cluster", decision.cluster);
      }
    },

    currentTraceId() {
      const current = trace.getSpanContext(context.active());
      return current !== undefined && trace.isSpanContextValid(current) ? current.traceId : undefined;
    },
  };
}

/** Only the caller's span: an SDK would send its baggage on to issuers and STS. */
function extractParent(request: HttpRequest): Context {
  const parent = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, request, headerGetter));
  return parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
}

/** Reads the headers of a request for the propagator. */
const headerGetter = {
  get: (request: HttpRequest, name: string) => request.header(name),
  keys: (request: HttpRequest) => [...request.headerNames()],
};

const methods = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"]);

/** @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/ */
function knownMethod(method: string): string {
  return methods.has(method) ? method : "_OTHER";
}

/** Only with the code: messages are for the log, and a trace leaves the machine. */
function fail(span: Span, code: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: code });
}
