import { expect } from "vitest";
import type { MalformedResponse } from "../../../../tests/conformance/src/cases/malformed-requests.ts";
import type { Answer } from "../hosted-server.ts";
import type { ResponseCase } from "./cases.ts";

/** Fails unless the answer is what a case of `@httpResponseTests` says. */
export function expectResponse(answer: Answer, expected: ResponseCase): void {
  expect(answer.status).toBe(expected.code);
  expectHeaders(answer, expected.headers);
  for (const name of expected.requireHeaders ?? []) {
    expect(answer.headers).toHaveProperty([name.toLowerCase()]);
  }
  for (const name of expected.forbidHeaders ?? []) {
    expect(answer.headers).not.toHaveProperty([name.toLowerCase()]);
  }
  if (expected.body !== undefined) {
    expectBody(answer, expected.body, expected.bodyMediaType);
  }
}

/** Fails unless the answer is what a case of `@httpMalformedRequestTests` says. */
export function expectRefusal(answer: Answer, expected: MalformedResponse): void {
  expect(answer.status).toBe(expected.code);
  expectHeaders(answer, expected.headers);
  if (expected.body === undefined) {
    return;
  }
  const { mediaType, assertion } = expected.body;
  if ("contents" in assertion) {
    expectBody(answer, assertion.contents, mediaType);
  } else {
    expect(JSON.parse(answer.body).message).toMatch(new RegExp(assertion.messageRegex));
  }
}

function expectHeaders(answer: Answer, expected: Record<string, string> = {}): void {
  for (const [name, value] of Object.entries(expected)) {
    expect(answer.headers[name.toLowerCase()], `the header ${name}`).toBe(value);
  }
}

/** JSON may be written in several ways; any other body only in one. */
function expectBody(answer: Answer, expected: string, mediaType: string | undefined): void {
  if (mediaType === "application/json") {
    expect(JSON.parse(answer.body)).toEqual(JSON.parse(expected));
  } else {
    expect(answer.body).toBe(expected);
  }
}
