import type { ErrorCase, RequestCase, ResponseCase, ResponseExpectation } from "../cases/case.ts";
import type { Answer } from "../http/requests.ts";
import { hasTrait, type Model, type Operation } from "../model/model.ts";
import { convertParams } from "../values/convert-params.ts";
import { findDifference } from "../values/find-difference.ts";
import { makeMinimalJson } from "../values/minimal-value.ts";
import { checkRequest } from "./check-request.ts";
import type { CallResult, ClientUnderTest } from "./client-under-test.ts";
import type { ClientCase } from "./collect-client-cases.ts";

type Problem = Promise<string | undefined>;

/**
 * Runs a case.
 *
 * @returns why it failed, or undefined if it passed
 */
export async function runClientCase(testCase: ClientCase, client: ClientUnderTest): Problem {
  try {
    return testCase.kind === "request"
      ? await checkRequestCase(testCase, client)
      : await checkResponseCase(testCase, client);
  } catch (error) {
    return `the case could not run: ${error}`;
  }
}

/** The outcome of the call doesn't count: a valid output can need more than `{}`. */
async function checkRequestCase({ operation, expectation }: RequestCase, client: ClientUnderTest): Problem {
  const { model } = client;
  const { input: id } = model.getOperation(operation);
  const input = convertParams(expectation.params ?? {}, id, { model, streams: true });
  const endpoint = `http://${expectation.host ?? "example.com"}`;
  const { request, error } = await client.call(endpoint, operation, input, emptyAnswer);
  return request === undefined
    ? `no request was sent: ${describe(error?.cause)}`
    : checkRequest(request, expectation);
}

const emptyAnswer: Answer = { status: 200, headers: {}, body: new Uint8Array() };

async function checkResponseCase(testCase: ResponseCase | ErrorCase, client: ClientUnderTest): Problem {
  const { model } = client;
  const operation = model.getOperation(testCase.operation);
  const input = makeMinimalInput(operation, client);
  const answer = makeAnswer(testCase.expectation);
  const result = await client.call("http://example.com", operation.name, input, answer);
  const id = testCase.kind === "error" ? testCase.error : operation.output;
  // A member that is null is absent.
  const params = Object.entries(testCase.expectation.params ?? {}).filter(([, value]) => value !== null);
  const expected = convertParams(Object.fromEntries(params), id, { model, streams: false });
  return testCase.kind === "error"
    ? checkError(result, id, expected as Members, model)
    : checkOutput(result, operation.output, expected, model);
}

/** An empty stream equals an absent one. */
function checkOutput(
  { output, error }: CallResult,
  id: string,
  expected: unknown,
  model: Model,
): string | undefined {
  if (output === undefined) {
    return `the call failed: ${describe(error?.cause)}`;
  }
  const streams = model
    .getMembers(id)
    .filter(([, { target }]) => hasTrait(model.getShape(target), "streaming"));
  const empty = streams.map(([name]) => name).filter((name) => (output[name] as Uint8Array)?.length === 0);
  const members = Object.entries(output).filter(([name]) => !empty.includes(name));
  return findDifference(Object.fromEntries(members), expected);
}

/** Clients call the member for the message \`message\`, whatever its name, and set it if the service sends none. */
function checkError(
  { error }: CallResult,
  id: string,
  { Message, message = Message, ...expected }: Members,
  model: Model,
): string | undefined {
  const name = model.getName(id);
  if (error === undefined) {
    return "the call succeeded";
  }
  if (error.name !== name || !error.hasClass) {
    return `error ${error.name} instead of ${name}, or of another class: ${describe(error.cause)}`;
  }
  if (message !== undefined && message !== error.members.message) {
    return `message ${error.members.message} instead of ${message}`;
  }
  const names = model.getMembers(id).map(([member]) => member);
  const members = Object.entries(error.members).filter(
    ([member, value]) => names.includes(member) && !/^message$/i.test(member) && value !== undefined,
  );
  return findDifference(Object.fromEntries(members), expected);
}

type Members = Readonly<Record<string, unknown>>;

function makeMinimalInput(operation: Operation, { model }: ClientUnderTest): unknown {
  const required = model.getMembers(operation.input).filter(([, member]) => hasTrait(member, "required"));
  const params = required.map(([name, member]) => [name, makeMinimalJson(member, model)]);
  return convertParams(Object.fromEntries(params), operation.input, { model, streams: true });
}

function makeAnswer({ code, headers = {}, body = "" }: ResponseExpectation): Answer {
  return { status: code, headers, body: new TextEncoder().encode(body) };
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
