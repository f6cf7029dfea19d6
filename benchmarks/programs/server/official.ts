import { Console } from "node:console";
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable, Writable } from "node:stream";
import type { AssumeRole, CreateServer } from "../create-server.ts";

// The official server logs every refused request to the console. Its packages copy the console's functions when they
// are loaded, so the module of the server must be imported after this one.
globalThis.console = new Console(new Writable({ write: (_chunk, _encoding, done) => done() }));

interface OfficialRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string[]>;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

interface OfficialResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}

interface OfficialHandler {
  handle(request: OfficialRequest, context: object): Promise<OfficialResponse>;
}

/** The function of the generated server that creates its handler. */
type GetHandler = (
  service: { readonly AssumeRoleForPodIdentity: AssumeRole },
  customizeFailures: (context: object, failures: readonly { readonly path: string }[]) => Error,
) => OfficialHandler;

/** The class of an error of the model. */
type ErrorClass = new (members: { readonly message: string; readonly $metadata: object }) => Error;

/**
 * Connects the official generated server to `node:http`. Its own adapter was never published; this one does the minimum:
 * it passes the request on as a stream and sends the response.
 *
 * @param InvalidParameter - the error class for a violated constraint
 */
export function connectOfficialServer(getHandler: GetHandler, InvalidParameter: ErrorClass): CreateServer {
  return (assumeRole) => {
    const handler = getHandler(
      { AssumeRoleForPodIdentity: assumeRole },
      (_context, failures) =>
        new InvalidParameter({
          message: `${failures.length} validation errors: ${failures.map(({ path }) => path).join(", ")}`,
          $metadata: {},
        }),
    );
    return createServer(async (incoming, outgoing) => {
      sendResponse(await handler.handle(readRequest(incoming), {}), outgoing);
    });
  };
}

function readRequest(incoming: IncomingMessage): OfficialRequest {
  const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
  const query: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) {
    query[name] = [...(query[name] ?? []), value];
  }
  return {
    protocol: url.protocol,
    hostname: url.hostname,
    method: incoming.method ?? "GET",
    path: url.pathname,
    query,
    headers: incoming.headers as Record<string, string>,
    body: incoming,
  };
}

function sendResponse({ statusCode, headers, body }: OfficialResponse, outgoing: ServerResponse): void {
  outgoing.writeHead(statusCode, { ...headers, "x-amzn-requestid": randomUUID() });
  if (body instanceof Readable) {
    body.pipe(outgoing);
  } else {
    outgoing.end(body);
  }
}
