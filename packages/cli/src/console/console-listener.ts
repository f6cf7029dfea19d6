import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { ConsoleFailure, ConsoleState, DevState } from "./api-types.ts";
import { EventStreams } from "./event-streams.ts";
import type { ExchangeRecorder } from "./exchange-recorder.ts";
import { checkOrigin, securityHeaders } from "./request-guard.ts";
import type { StaticFile } from "./static-files.ts";

/** An answer to a request of the page. */
export interface ApiAnswer {
  readonly status: number;
  /** Sent as JSON. */
  readonly body: unknown;
}

/** Answers the requests of the page, except for its files and its stream. */
export type AnswerRequest = (
  method: string,
  path: string,
  readBody: () => Promise<unknown>,
) => Promise<ApiAnswer>;

/** Options of {@link createConsole}. */
export interface ConsoleOptions {
  readonly files: ReadonlyMap<string, StaticFile>;
  readonly recorder: ExchangeRecorder;
  /** The path of the page; it ends with a slash. */
  readonly basePath: string;
  /** What only a development environment has; without it, the console is read-only. */
  readonly dev?: {
    readonly getState: () => DevState;
    readonly answer: AnswerRequest;
  };
}

/** A console. */
export interface Console {
  readonly listener: RequestListener;
  /** Sends an event to all pages. */
  send(name: "faults" | "associations", value: unknown): void;
  /** Ends the streams of all pages. */
  close(): void;
}

/** An association with its policy is the largest. */
const maxBodyBytes = 16_384;

/** Creates the listener of a console: its files, its stream of events, and its API. */
export function createConsole({ files, recorder, basePath, dev }: ConsoleOptions): Console {
  const streams = new EventStreams();
  const unsubscribe = recorder.subscribe(({ json }) => streams.send("exchange", json));

  function openStream(response: ServerResponse): void {
    if (!streams.hasRoom) {
      const message = "Too many pages are open. Close one.";
      answerJson(response, 503, { code: "too_many_pages", message } satisfies ConsoleFailure);
      return;
    }
    const state: ConsoleState = {
      mode: dev === undefined ? "serve" : "dev",
      exchanges: recorder.recorded.map(({ exchange }) => exchange),
      skipped: recorder.skipped,
      dev: dev?.getState(),
    };
    streams.open(response, "state", JSON.stringify(state));
  }

  async function answerApi(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const method = request.method ?? "";
    if (path === "events" && method === "GET") {
      openStream(response);
    } else if (dev === undefined) {
      answerJson(response, 404, { code: "not_found", message: "There is nothing at this path." });
    } else {
      const { status, body } = await dev.answer(method, path, () => readJson(request));
      answerJson(response, status, body);
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders)) {
      response.setHeader(name, value);
    }
    const path = (request.url ?? "").replace(/[?#].*$/s, "");
    const rejection = checkOrigin(request);
    if (rejection !== undefined) {
      answerJson(response, rejection.status, rejection.failure);
    } else if (`${path}/` === basePath) {
      response.writeHead(308, { location: basePath }).end();
    } else if (path.startsWith(`${basePath}api/`)) {
      await answerApi(request, response, path.slice(`${basePath}api/`.length));
    } else {
      answerFile(request, response, files.get(path.slice(basePath.length)));
    }
    // A body that was not read does not matter.
    request.resume();
  }

  return {
    listener(request, response) {
      // The client closed the connection while it sent the request.
      answer(request, response).catch(() => response.destroy());
    },
    send: (name, value) => streams.send(name, JSON.stringify(value)),
    close() {
      unsubscribe();
      streams.close();
    },
  };
}

function answerFile(
  { method }: IncomingMessage,
  response: ServerResponse,
  file: StaticFile | undefined,
): void {
  if (file === undefined) {
    answerJson(response, 404, { code: "not_found", message: "There is nothing at this path." });
  } else if (method !== "GET" && method !== "HEAD") {
    answerJson(response, 405, { code: "method_not_allowed", message: "Use GET." });
  } else {
    response.writeHead(200, { "content-type": file.contentType, "content-length": file.content.length });
    response.end(file.content);
  }
}

function answerJson(response: ServerResponse, status: number, body: unknown): void {
  const json = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(json),
  });
  response.end(json);
}

/** Reads the body of a request as JSON. @returns undefined if it is too large, or not JSON */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // The rest is read too, so that the answer arrives.
    if (size <= maxBodyBytes) {
      chunks.push(chunk);
    }
  }
  if (size > maxBodyBytes) {
    return undefined;
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}
