import { CommandError } from "@eks-auth/codegen/terminal";
import type { LoadRequest } from "../../measure/load.ts";
import { writeAnswer } from "../upstream/sample-answer.ts";
import { makeRequest } from "./requests.ts";
import type { Subject } from "./subject.ts";

const headers = {
  "cache-control": "no-store",
  connection: "keep-alive",
  "content-type": "application/json",
  "keep-alive": "timeout=30",
};

/**
 * Sends a running server all requests once, after which the agent keeps the credentials of all pods, and what isn't a
 * token. All answers must have the same bytes and the same headers.
 *
 * @param origin - `http://127.0.0.1:8080`
 * @param expiresAt - when the credentials end, in milliseconds since 1970
 * @throws CommandError where an answer is another
 */
export async function checkServer(
  subject: Subject,
  origin: string,
  requests: readonly LoadRequest[],
  expiresAt: number,
): Promise<void> {
  const body = writeAnswer(expiresAt);
  const good = describe(200, { ...headers, "content-length": String(body.length) }, body);
  for (const request of requests) {
    const answer = await ask(origin, request);
    if (answer !== good) {
      throw new CommandError(
        `${subject.title} should answer\n${good}\nand answered\n${answer}\n` +
          "Mend its program in benchmarks/src/agent/load/subjects/.",
      );
    }
  }
  const isRefused = (await ask(origin, makeRequest("none"))) !== good;
  if (isRefused !== subject.readsTokens) {
    throw new CommandError(
      `${subject.title} should ${subject.readsTokens ? "" : "not "}refuse what isn't a token.`,
    );
  }
}

async function ask(origin: string, { method, path, headers }: LoadRequest): Promise<string> {
  const response = await fetch(origin + path, { method, headers });
  const { date: _date, ...others } = Object.fromEntries(response.headers);
  return describe(response.status, others, await response.text());
}

function describe(status: number, headers: Readonly<Record<string, string>>, body: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  return `${status}\n${lines.sort().join("")}\n${body}`;
}
