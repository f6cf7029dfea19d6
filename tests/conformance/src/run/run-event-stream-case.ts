import type { EventExpectation, EventStreamCase } from "../cases/case.ts";
import { checkResponse } from "../check-answer.ts";
import { checkFrame } from "../event-stream/check-frame.ts";
import { decodeFrames, type Frame } from "../event-stream/frames.ts";
import { makeMinimalRequest } from "../http/minimal-request.ts";
import type { WireRequest } from "../http/requests.ts";
import { hasTrait, type Operation } from "../model/model.ts";
import { convertParams } from "../values/convert-params.ts";
import { checkCalls } from "./call-recorder.ts";
import type { ServerUnderTest } from "./server-under-test.ts";

type Problem = Promise<string | undefined>;

/**
 * Runs a case with an event stream: events that the implementation must receive, or events that it sends.
 *
 * @returns why it failed, or undefined if it passed
 */
export function checkEventStreamCase(testCase: EventStreamCase, server: ServerUnderTest): Problem {
  const { events = [], initialResponse } = testCase.expectation;
  const sends = initialResponse !== undefined || events.some(({ type }) => type === "response");
  return sends ? checkSent(testCase, server) : checkReceived(testCase, server);
}

async function checkReceived(
  { operation: name, expectation }: EventStreamCase,
  server: ServerUnderTest,
): Problem {
  const { model, recorder } = server;
  const { initialRequest, initialRequestParams = {}, events = [], expectation: outcome } = expectation;
  const operation = model.getOperation(name);
  const [member = "", union = ""] = findStream(operation.input, server);
  recorder.prepare();
  const answer = await server.send(makeRequest(operation, initialRequest?.headers ?? {}, events));
  if (outcome?.failure !== undefined) {
    return checkFailure(outcome.failure.errorId, answer.status, server);
  }
  const input = {
    ...(convertParams(initialRequestParams, operation.input, { model, streams: false }) as object),
    ...(events.length === 0
      ? {}
      : { [member]: events.map(({ params }) => convertParams(params, union, { model, streams: false })) }),
  };
  return checkCalls(recorder.calls, { operation: name, input }, answer);
}

function makeRequest(
  { method, uri }: Operation,
  headers: Readonly<Record<string, string>>,
  events: readonly EventExpectation[],
): WireRequest {
  return {
    method,
    path: uri,
    query: "",
    headers: [...Object.entries(headers), ["content-type", "application/vnd.amazon.eventstream"]],
    body: Buffer.concat(events.map(({ bytes = "" }) => Buffer.from(bytes, "base64"))),
  };
}

/** The error is that of the stream, or the request is rejected before the implementation is called. */
function checkFailure(
  errorId: string | undefined,
  status: number,
  { model, recorder }: ServerUnderTest,
): string | undefined {
  if (recorder.calls.length > 0) {
    return "the stream did not fail";
  }
  if (status < 400 || status >= 500) {
    return `status ${status} instead of an error of the client`;
  }
  const { streamError } = recorder;
  return errorId === undefined ||
    (streamError instanceof Error && streamError.name === model.getName(errorId))
    ? undefined
    : `the stream failed with ${streamError} instead of ${errorId}`;
}

async function checkSent(
  { operation: name, expectation }: EventStreamCase,
  server: ServerUnderTest,
): Problem {
  const { model, recorder } = server;
  const { initialResponse, initialResponseParams = {}, events = [] } = expectation;
  const operation = model.getOperation(name);
  const [member = "", union = ""] = findStream(operation.output, server);
  recorder.prepare(() => ({
    ...(convertParams(initialResponseParams, operation.output, { model, streams: true }) as object),
    [member]: send(events, union, server),
  }));
  const answer = await server.send(makeMinimalRequest(operation, model));
  const headers = { "Content-Type": "application/vnd.amazon.eventstream", ...initialResponse?.headers };
  const problem = checkResponse(answer, { code: initialResponse?.code ?? 200, headers });
  return problem ?? checkFrames(decodeFrames(answer.body), events);
}

/** Yields the events, and throws those that are errors. */
async function* send(
  events: readonly EventExpectation[],
  union: string,
  { model, createError }: ServerUnderTest,
): AsyncGenerator<unknown> {
  for (const { params = {} } of events) {
    const [name = ""] = Object.keys(params);
    const target = model.getShape(union).members?.[name]?.target ?? "";
    const event = convertParams(params, union, { model, streams: true }) as Record<string, unknown>;
    if (hasTrait(model.getShape(target), "error")) {
      throw createError(model.getName(target), event[name]);
    }
    yield event;
  }
}

function checkFrames(frames: readonly Frame[], events: readonly EventExpectation[]): string | undefined {
  if (frames.length !== events.length) {
    return `${frames.length} events instead of ${events.length}`;
  }
  for (const [index, event] of events.entries()) {
    const frame = frames[index];
    const problem = frame && checkFrame(frame, event);
    if (problem !== undefined) {
      return `event ${index}: ${problem}`;
    }
  }
  return undefined;
}

/** Finds the member with the event stream, and its union. */
function findStream(id: string, { model }: ServerUnderTest): readonly string[] {
  const found = model
    .getMembers(id)
    .find(
      ([, { target }]) =>
        model.getShape(target).type === "union" && hasTrait(model.getShape(target), "streaming"),
    );
  return found === undefined ? [] : [found[0], found[1].target];
}
