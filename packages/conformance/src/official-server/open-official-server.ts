import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import type { HttpRequest } from "@smithy/types";
import type { Answer, WireRequest } from "../http/message.ts";
import type { Model } from "../model/model.ts";
import { Implementation } from "../run/implementation.ts";
import type { Subject } from "../run/subject.ts";
import { fromTheirs, toTheirs } from "./their-values.ts";

interface OfficialHandler {
  handle(request: HttpRequest, context: object): Promise<OfficialResponse>;
}

interface OfficialResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}

/** An error of our making, on its way through the official server's own class. */
class Thrown extends Error {
  readonly shape: string;
  readonly members: unknown;

  constructor(shape: string, members: unknown) {
    super(shape);
    this.shape = shape;
    this.members = members;
  }
}

/**
 * Opens the official server, called directly: its own adapters were never published.
 *
 * @param module - the path of what `generateOfficialServer` made
 * @param name - the service's name
 */
export async function openOfficialServer(model: Model, module: string, name: string): Promise<Subject> {
  const server = await import(pathToFileURL(module).href);
  const implementation = new Implementation(model);
  const operations = model.getOperations().map(({ name: operation, shape }) => {
    const method = operation.charAt(0).toLowerCase() + operation.slice(1);
    const invoke = async (input: unknown): Promise<unknown> => {
      try {
        const id = shape.input?.target ?? "smithy.api#Unit";
        return await toTheirs(await implementation.service[method]?.(fromTheirs(input, id, model)));
      } catch (error) {
        throw error instanceof Thrown
          ? new server[error.shape]({ $metadata: {}, ...((await toTheirs(error.members)) as object) })
          : error;
      }
    };
    return [operation, invoke];
  });
  const handler: OfficialHandler = server[`get${name}ServiceHandler`](
    Object.fromEntries(operations),
    throwFailures,
  );
  return {
    model,
    implementation,
    createError: (shape, members) => new Thrown(shape, members),
    send: async (request) => readAnswer(await handler.handle(makeRequest(request), {})),
    takeErrors: () => [],
    close: async () => {},
  };
}

/** Answers failed constraints for a service that lists no error for them; the tests' has none to fail. */
function throwFailures(_: unknown, failures: readonly unknown[]): void {
  throw new Error(`${failures.length} constraints failed in a service that has none`);
}

function makeRequest({ method, path, query, headers, body }: WireRequest): HttpRequest {
  const parameters: Record<string, string[]> = {};
  for (const part of query.split("&").filter((text) => text !== "")) {
    const [key = "", value = ""] = part.split("=", 2).map(decodeURIComponent);
    parameters[key] = [...(parameters[key] ?? []), value];
  }
  const names = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    protocol: "http:",
    hostname: "127.0.0.1",
    method,
    path,
    query: parameters,
    headers: Object.fromEntries(names),
    body: Readable.from([body]),
  };
}

async function readAnswer({ statusCode, headers, body = "" }: OfficialResponse): Promise<Answer> {
  return {
    status: statusCode,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
    body: body instanceof Readable ? await buffer(body) : Buffer.from(body as string),
  };
}
