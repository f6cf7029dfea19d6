import { isDeepStrictEqual } from "node:util";
import { CommandError } from "@eks-auth/codegen/terminal";
import { type CheckCase, checkCases } from "./cases.ts";

/**
 * Sends a running server a good request and bad ones, and looks at the answers.
 *
 * @param name - what the message calls it
 * @param origin - `http://127.0.0.1:8080`
 * @throws CommandError where an answer is not the one that every subject must give
 */
export async function checkServer(name: string, origin: string): Promise<void> {
  const problems: string[] = [];
  for (const checkCase of checkCases) {
    const problem = await findProblem(origin, checkCase);
    if (problem !== undefined) {
      problems.push(`  ${checkCase.title}: ${problem}`);
    }
  }
  if (problems.length > 0) {
    throw new CommandError(
      `${name} doesn't do what the others do, so it can't be compared:\n${problems.join("\n")}\n` +
        "Mend its module in benchmarks/src/server/subjects/.",
    );
  }
}

async function findProblem(
  origin: string,
  { request, status, body }: CheckCase,
): Promise<string | undefined> {
  const response = await fetch(origin + request.path, {
    method: request.method,
    headers: request.headers,
    body: request.body,
  });
  const text = await response.text();
  if (response.status !== status) {
    return `expected the status ${status}, got ${response.status}`;
  }
  if (body === undefined) {
    return undefined;
  }
  if (!response.headers.get("content-type")?.startsWith("application/json")) {
    return "expected the content type application/json";
  }
  return isDeepStrictEqual(JSON.parse(text), body) ? undefined : "expected another body";
}
