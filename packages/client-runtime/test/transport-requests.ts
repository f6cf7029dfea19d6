import type { HttpRequest } from "../src/http/request.ts";
import type { SendOptions } from "../src/http/transport.ts";

/** No limits that could expire in a test. */
export const noLimits: SendOptions = { signal: undefined, connectionTimeoutMs: 60_000 };

/** Creates a request to a server of this machine. */
export function createRequest(url: string, changes: Partial<HttpRequest> = {}): HttpRequest {
  const { protocol, host } = new URL(url);
  const request = { method: "POST", protocol: protocol as "http:", host, path: "/", query: "", headers: {} };
  return { ...request, body: undefined, ...changes };
}

/** Reads a body. @param onPiece - is called for each piece */
export async function readAll(body: AsyncIterable<Uint8Array>, onPiece?: () => void): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) {
    onPiece?.();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}
