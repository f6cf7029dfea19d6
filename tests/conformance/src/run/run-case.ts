import type { Case, ErrorCase, MalformedCase, RequestCase, ResponseCase } from "../cases/case.ts";
import { checkRejection, checkResponse } from "../check-answer.ts";
import { makeMinimalRequest } from "../http/minimal-request.ts";
import { makeFixtureRequest } from "../http/requests.ts";
import { convertParams } from "../values/convert-params.ts";
import { checkCalls } from "./call-recorder.ts";
import { checkEventStreamCase } from "./run-event-stream-case.ts";
import type { ServerUnderTest } from "./server-under-test.ts";

const timeoutMs = 10_000;

type Problem = Promise<string | undefined>;

/**
 * Runs a case.
 *
 * @returns why it failed, or undefined if it passed
 */
export async function runCase(testCase: Case, server: ServerUnderTest): Problem {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${timeoutMs / 1000} s`), timeoutMs);
  });
  try {
    const problem = await Promise.race([check(testCase, server), timeout]);
    const errors = server.takeErrors();
    return problem && [problem, ...errors.map((error) => `the handler reported ${error}`)].join("; ");
  } catch (error) {
    return `the case could not run: ${error}`;
  } finally {
    clearTimeout(timer);
  }
}

function check(testCase: Case, server: ServerUnderTest): Problem {
  switch (testCase.kind) {
    case "request":
      return checkRequestCase(testCase, server);
    case "response":
    case "error":
      return checkResponseCase(testCase, server);
    case "malformed":
      return checkMalformedCase(testCase, server);
    case "event stream":
      return checkEventStreamCase(testCase, server);
  }
}

async function checkRequestCase({ operation, expectation }: RequestCase, server: ServerUnderTest): Problem {
  const { model, recorder } = server;
  recorder.prepare();
  const answer = await server.send(makeFixtureRequest(expectation));
  const { input: id } = model.getOperation(operation);
  const input = convertParams(expectation.params ?? {}, id, { model, streams: false });
  return checkCalls(recorder.calls, { operation, input }, answer);
}

async function checkResponseCase(testCase: ResponseCase | ErrorCase, server: ServerUnderTest): Problem {
  const { model, recorder } = server;
  const operation = model.getOperation(testCase.operation);
  const isError = testCase.kind === "error";
  const id = isError ? testCase.error : operation.output;
  const value = convertParams(testCase.expectation.params ?? {}, id, { model, streams: true });
  recorder.prepare(() => {
    if (isError) {
      throw server.createError(model.getName(testCase.error), value);
    }
    return value;
  });
  const answer = await server.send(server.validRequest ?? makeMinimalRequest(operation, model));
  return recorder.calls.length === 0
    ? `the minimal request did not reach the implementation: ${answer.status} ${Buffer.from(answer.body)}`
    : checkResponse(answer, testCase.expectation);
}

async function checkMalformedCase({ request, response }: MalformedCase, server: ServerUnderTest): Problem {
  server.recorder.prepare();
  const answer = await server.send(makeFixtureRequest(request));
  return server.recorder.calls.length > 0
    ? "the request reached the implementation"
    : checkRejection(answer, response);
}
