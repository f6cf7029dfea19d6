import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import type { LoadRequest } from "./load.ts";

/**
 * Sends a request once. Unlike `fetch`, it sends the request's Host header.
 *
 * @param origin - `http://127.0.0.1:8080`
 */
export async function sendRequest(
  origin: string,
  { method, path, headers, body }: LoadRequest,
): Promise<{ readonly status: number | undefined; readonly body: string }> {
  const sent = request(origin + path, { method, headers }).end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return { status: response.statusCode, body: await text(response) };
}
