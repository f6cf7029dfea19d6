import type { ConsoleFailure } from "../../src/console/api-types.ts";

/** A request of the page failed. The message is for people. */
export class RequestError extends Error {
  override readonly name = "RequestError";
}

/**
 * Sends a request to the console.
 *
 * @param body - sent as JSON
 * @returns the answer
 * @throws RequestError if it failed
 */
export async function send<Answer>(method: string, path: string, body: unknown = {}): Promise<Answer> {
  const hasBody = method !== "GET";
  let response: Response;
  try {
    response = await fetch(`api/${path}`, {
      method,
      ...(hasBody && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new RequestError("The console can't be reached. Check that eks-auth dev is still running.");
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const { message = `The console answered with status ${response.status}.` } = (answer ??
      {}) as Partial<ConsoleFailure>;
    throw new RequestError(message);
  }
  return answer as Answer;
}
