import { CommandError } from "@eks-auth/codegen/terminal";
import type { LoadRequest } from "../../measure/load.ts";
import { cluster } from "./pods.ts";
import { makeRequest } from "./requests.ts";
import type { Subject } from "./subject.ts";

/**
 * Sends a running server all good requests once, and one whose signature is wrong.
 *
 * @param origin - `http://127.0.0.1:8080`
 * @throws CommandError where an answer is another than the subject must give
 */
export async function checkServer(
  { title, verifies }: Subject,
  origin: string,
  requests: readonly LoadRequest[],
): Promise<void> {
  for (const request of requests) {
    await expectStatus(title, origin, request, 200);
  }
  const forged = makeRequest(cluster.name, forge(JSON.parse(requests[0]?.body ?? "").token));
  await expectStatus(title, origin, forged, verifies ? 400 : 200);
}

async function expectStatus(
  title: string,
  origin: string,
  { method, path, headers, body }: LoadRequest,
  status: number,
): Promise<void> {
  const response = await fetch(origin + path, { method, headers, body });
  const text = await response.text();
  if (response.status !== status) {
    throw new CommandError(
      `${title} should answer ${status}, and answered ${response.status}: ${text}\n` +
        "Mend its module in benchmarks/src/service/load/subjects/.",
    );
  }
}

/** Changes the first character of the signature: all bits of it count. */
function forge(token: string): string {
  const start = token.lastIndexOf(".") + 1;
  return token.slice(0, start) + (token[start] === "A" ? "B" : "A") + token.slice(start + 1);
}
