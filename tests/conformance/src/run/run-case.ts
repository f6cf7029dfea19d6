import type { Case, ErrorCase, MalformedCase, RequestCase, ResponseCase } from "../cases/case.ts";
import { checkRefusal, checkResponse } from "../check-answer.ts";
import { makeMinimalRequest } from "../http/minimal-request.ts";
import { makeFixtureRequest } from "../http/requests.ts";
import { convertParams } from "../values/convert-params.ts";
import { checkInvocation } from "./implementation.ts";
import type { Subject } from "./run-all.ts";

const timeoutMs = 10_000;

/**
 * Runs a case.
 *
 * @returns why it failed, or `undefined` where it passed
 */
export async function runCase(testCase: Case, subject: Subject): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${timeoutMs / 1000} s`), timeoutMs);
  });
  try {
    const problem = await Promise.race([check(testCase, subject), timeout]);
    const errors = subject.takeErrors();
    return problem && [problem, ...errors.map((error) => `the handler reported ${error}`)].join("; ");
  } catch (error) {
    return `the case itself failed: ${error}`;
  } finally {
    clearTimeout(timer);
  }
}

function check(testCase: Case, subject: Subject): Promise<string | undefined> {
  switch (testCase.kind) {
    case "request":
      return checkRequestCase(testCase, subject);
    case "response":
    case "error":
      return checkResponseCase(testCase, subject);
    case "malformed":
      return checkMalformedCase(testCase, subject);
  }
}

async function checkRequestCase(
  { operation, expectation }: RequestCase,
  subject: Subject,
): Promise<string | undefined> {
  const { model, implementation } = subject;
  implementation.prepare();
  const answer = await subject.send(makeFixtureRequest(expectation));
  const id = model.getOperation(operation).shape.input?.target ?? "smithy.api#Unit";
  const input = convertParams(expectation.params ?? {}, id, { model, streams: false });
  return checkInvocation(implementation.invocations, { operation, input }, answer);
}

async function checkResponseCase(
  testCase: ResponseCase | ErrorCase,
  subject: Subject,
): Promise<string | undefined> {
  const { model, implementation } = subject;
  const { shape, name } = model.getOperation(testCase.operation);
  const isError = testCase.kind === "error";
  const id = isError ? testCase.error : (shape.output?.target ?? "smithy.api#Unit");
  const value = convertParams(testCase.expectation.params ?? {}, id, { model, streams: true });
  implementation.prepare(() => {
    if (isError) {
      throw subject.createError(model.getName(testCase.error), value);
    }
    return value;
  });
  const answer = await subject.send(subject.validRequest ?? makeMinimalRequest({ shape, name }, model));
  return implementation.invocations.length === 0
    ? `the minimal request did not reach the implementation: ${answer.status} ${Buffer.from(answer.body)}`
    : checkResponse(answer, testCase.expectation);
}

async function checkMalformedCase(
  { request, response }: MalformedCase,
  subject: Subject,
): Promise<string | undefined> {
  subject.implementation.prepare();
  const answer = await subject.send(makeFixtureRequest(request));
  return subject.implementation.invocations.length > 0
    ? "the request reached the implementation"
    : checkRefusal(answer, response);
}
