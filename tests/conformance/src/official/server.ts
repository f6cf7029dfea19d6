import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import type { SmithyCli } from "@eks-auth/codegen/smithy";
import type { HttpRequest } from "@smithy/types";
import type { Answer, WireRequest } from "../http/requests.ts";
import type { Model } from "../model/model.ts";
import { Implementation } from "../run/implementation.ts";
import type { Subject } from "../run/run-all.ts";
import { mapLeaves } from "../values/map-leaves.ts";
import { generateModule, type OfficialSource } from "./generate-module.ts";

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

/** What the official server is to be generated from, and where to. */
interface OfficialServerSource extends OfficialSource {
  /**
   * Whether every operation lists `smithy.framework#ValidationException`, which then answers what the model's
   * constraints refuse. Else whoever makes the handler says what answers it.
   */
  readonly listsValidationException: boolean;
}

/**
 * Generates the official TypeScript server of a service, and bundles it as one ES module for Node.js. A second call
 * with the same source does nothing.
 *
 * @returns the path of the module. It exports `get<Service>ServiceHandler`, the classes of the errors and the rest
 * @throws SmithyError where the generator refuses the model
 */
export function generateOfficialServer(smithy: SmithyCli, source: OfficialServerSource): Promise<string> {
  return generateModule(smithy, "server", source, {
    disableDefaultValidation: !source.listsValidationException,
  });
}

/**
 * Makes of an input of the official server what our stubs would have given: there a long is a double, an absent member
 * may be a key without a value, and a string of JSON is an object of class String.
 *
 * @param id - the input's shape
 */
function fromTheirs(value: unknown, id: string, model: Model): unknown {
  return mapLeaves(value, id, model, (leaf, { type }) => {
    switch (type) {
      case "long":
        return BigInt(leaf as number);
      case "string":
        return (leaf as string).valueOf();
      default:
        return leaf;
    }
  });
}

/** Makes of an output, or of an error's members, what the official server takes: doubles, and bytes for streams. */
async function toTheirs(value: unknown): Promise<unknown> {
  if (typeof value === "bigint") {
    return Number(value);
  }
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array) {
    return value;
  }
  if (Array.isArray(value)) {
    return Promise.all(value.map(toTheirs));
  }
  if (Symbol.asyncIterator in value) {
    return buffer(value as AsyncIterable<Uint8Array>);
  }
  const entries = Object.entries(value).map(async ([name, item]) => [name, await toTheirs(item)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
