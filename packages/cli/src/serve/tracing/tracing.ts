import type { Handler, RequestEnd, RequestInfo } from "@eks-auth/server";
import type { Decision, RunStep } from "@eks-auth/service";

/** Writes the spans of requests. They have no secret, and no text that a client chose except for the trace's IDs. */
export interface Tracing {
  /** Makes each request a span, whose parent is that of the request's `traceparent` header. */
  traceHandler(handler: Handler): Handler;
  /** Runs a step as a span of its request. */
  readonly runStep: RunStep;
  /** Runs the writing of an audit record as a span of its request. */
  runAudit(work: () => Promise<void>): Promise<void>;
  /** Adds the request's operation and ID to its span. */
  onStart(start: RequestInfo): void;
  /** Adds the response's error to the request's span. */
  onEnd(end: RequestEnd): void;
  /** Adds a decision to the request's span. */
  onDecision(decision: Decision): void;
  /** The ID of the current request's trace, 32 hexadecimal digits; undefined outside of requests. */
  currentTraceId(): string | undefined;
}

/** Where the OpenTelemetry API keeps what an SDK registers. Each copy of its version 1 uses this symbol. */
const registered = Symbol.for("opentelemetry.js.api.1");

/**
 * Opens tracing if an OpenTelemetry SDK was registered before the command started, as with `NODE_OPTIONS=--import`. The API
 * is loaded only then, so that tracing costs nothing if it is not used.
 *
 * @returns undefined if there is no SDK
 * @see https://github.com/open-telemetry/opentelemetry-js/blob/main/api/src/internal/global-utils.ts
 */
export async function openTracing(): Promise<Tracing | undefined> {
  if (!Object.hasOwn(globalThis, registered)) {
    return undefined;
  }
  const { createTracing } = await import("./opentelemetry.ts");
  return createTracing();
}
