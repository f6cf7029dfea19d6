import { isDeepStrictEqual } from "node:util";
import { CommandError } from "@eks-auth/codegen/terminal";
import { sampleResponseJson } from "@eks-auth/test-kit/sample-response";
import type { LoadRequest } from "../measure/load.ts";
import { sampleRequest } from "./sample-request.ts";

/** A request and the response that every server must give. */
interface CheckCase {
  readonly title: string;
  readonly request: LoadRequest;
  readonly status: number;
  /** The JSON of the body; undefined for errors, whose bodies differ. */
  readonly body?: unknown;
}

/** What every server must do before it is measured, so that all do the same work. */
const checkCases: readonly CheckCase[] = [
  { title: "valid request", request: sampleRequest, status: 200, body: sampleResponseJson },
  { title: "token that is not a JWT", request: withBody('{"token":"no-dots"}'), status: 400 },
  { title: "empty token", request: withBody('{"token":""}'), status: 400 },
  { title: "no token", request: withBody("{}"), status: 400 },
  { title: "token of another type", request: withBody('{"token":5}'), status: 400 },
  { title: "invalid JSON", request: withBody('{"token":'), status: 400 },
  { title: "invalid cluster name", request: withCluster("-dev"), status: 400 },
  { title: "cluster name that is too long", request: withCluster("c".repeat(101)), status: 400 },
  { title: "unknown path", request: { ...sampleRequest, path: "/clusters/my-cluster" }, status: 404 },
];

function withBody(body: string): LoadRequest {
  return { ...sampleRequest, body };
}

function withCluster(name: string): LoadRequest {
  return { ...sampleRequest, path: `/clusters/${name}/assume-role-for-pod-identity` };
}

/**
 * Sends a valid request and invalid ones to a server.
 *
 * @param title - the server's name in the message
 * @throws {CommandError} if a response is not the expected one
 */
export async function checkServer(title: string, origin: string): Promise<void> {
  const problems: string[] = [];
  for (const checkCase of checkCases) {
    const problem = await findProblem(origin, checkCase);
    if (problem !== undefined) {
      problems.push(`  ${checkCase.title}: ${problem}`);
    }
  }
  if (problems.length > 0) {
    throw new CommandError(
      `${title} responds differently from the other servers and cannot be compared:\n${problems.join("\n")}\n` +
        "Fix its module in benchmarks/programs/server/.",
    );
  }
}

async function findProblem(
  origin: string,
  { request, status, body }: CheckCase,
): Promise<string | undefined> {
  const { path, ...init } = request;
  const response = await fetch(origin + path, init);
  const text = await response.text();
  if (response.status !== status) {
    return `expected status ${status}, got ${response.status}`;
  }
  if (body === undefined) {
    return undefined;
  }
  const contentType = response.headers.get("content-type");
  if (!contentType?.startsWith("application/json")) {
    return `expected content type application/json, got ${contentType}`;
  }
  return isDeepStrictEqual(JSON.parse(text), body) ? undefined : "unexpected body";
}
