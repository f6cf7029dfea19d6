import type { RequestExpectation } from "../cases/case.ts";
import { checkBody } from "../check-answer.ts";
import type { RecordedRequest } from "./canned-server.ts";

/** A random idempotency token. The cases expect zeros instead of random bits. */
const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g;
const zeros = "00000000-0000-4000-8000-000000000000";

/**
 * Checks a request of a client against a case of `@httpRequestTests`.
 *
 * @returns the problem, or undefined if there is none
 * @see https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html#httprequesttests
 */
export function checkRequest(request: RecordedRequest, expected: RequestExpectation): string | undefined {
  const { method, uri, host, resolvedHost = host?.split("/", 1)[0], body, bodyMediaType } = expected;
  return (
    differ("method", request.method, method) ??
    differ("path", request.path, uri) ??
    (resolvedHost === undefined ? undefined : differ("host", request.host, resolvedHost)) ??
    checkQuery(request.query.replaceAll(uuid, zeros), expected) ??
    checkHeaders(request.headers, expected) ??
    (body === undefined
      ? undefined
      : checkBody(
          { body: Buffer.from(Buffer.from(request.body).toString().replaceAll(uuid, zeros)) },
          body,
          bodyMediaType,
        ))
  );
}

function checkQuery(query: string, expected: RequestExpectation): string | undefined {
  const { queryParams = [], forbidQueryParams = [], requireQueryParams = [] } = expected;
  // An empty value equals none.
  const actual = query.split("&").flatMap((pair) => (pair === "" ? [] : pair.replace(/=$/, "")));
  const names = actual.map((pair) => pair.split("=", 1)[0]);
  const rest = [...actual];
  for (const pair of queryParams) {
    const index = rest.indexOf(pair.replace(/=$/, ""));
    if (index < 0) {
      return `the query ${query} lacks ${pair}`;
    }
    rest.splice(index, 1);
  }
  const missing = requireQueryParams.find((name) => !names.includes(name));
  const forbidden = forbidQueryParams.find((name) => names.includes(name));
  return missing === undefined && forbidden === undefined
    ? undefined
    : `the query ${query} ${missing === undefined ? `has ${forbidden}` : `lacks ${missing}`}`;
}

function checkHeaders(
  actual: RecordedRequest["headers"],
  { headers = {}, requireHeaders = [], forbidHeaders = [] }: RequestExpectation,
): string | undefined {
  for (const [name, value] of Object.entries(headers)) {
    const difference = differ(`header ${name}`, actual[name.toLowerCase()]?.replaceAll(uuid, zeros), value);
    if (difference !== undefined) {
      return difference;
    }
  }
  const missing = requireHeaders.find((name) => !(name.toLowerCase() in actual));
  const forbidden = forbidHeaders.find((name) => name.toLowerCase() in actual);
  return (
    (missing && `the header ${missing} is missing`) ?? (forbidden && `the header ${forbidden} is forbidden`)
  );
}

function differ(what: string, actual: string | undefined, expected: string): string | undefined {
  return actual === expected
    ? undefined
    : `${what} ${JSON.stringify(actual) ?? "missing"} instead of ${JSON.stringify(expected)}`;
}
