import { Console } from "node:console";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { SmithyCli } from "@eks-auth/codegen/smithy";
import { root } from "@eks-auth/test-kit/repository";
import type { HttpRequest } from "@smithy/types";
import { type Answer, lowerCaseNames, type WireRequest } from "../http/requests.ts";
import type { Model } from "../model/model.ts";
import { buildFolder, getOfficialModelFile, readModelText } from "../official/build-models.ts";
import { generateOfficialServer } from "../official/server.ts";
import { mapLeaves } from "../values/map-leaves.ts";
import { isStream } from "../values/streams.ts";
import { CallRecorder } from "./call-recorder.ts";
import type { PreparedService } from "./prepare.ts";
import { type Result, runCases } from "./run-all.ts";
import type { ServerUnderTest } from "./server-under-test.ts";

/**
 * Generates the official server of each service and runs the cases against it, for comparison.
 *
 * @param onProgress - called at the start of each step
 */
export async function runOfficialServer(
  services: readonly PreparedService[],
  onProgress: (step: string) => void,
): Promise<Result[]> {
  const smithy = await SmithyCli.open(root);
  const results: Result[] = [];
  for (const prepared of services) {
    const { service } = prepared;
    onProgress(`Generating the official server of ${service.name}`);
    const module = await generateOfficialServer(smithy, {
      service: service.id,
      model: getOfficialModelFile(service),
      modelText: await readModelText(service),
      listsValidationException: service.listsValidationException,
      folder: join(buildFolder, service.name, "official-server"),
    });
    onProgress(`Running the cases of ${service.name} on the official server`);
    const run = await muteConsole(async () =>
      runCases(
        // The official server has no event streams.
        { service, cases: prepared.cases.filter(({ kind }) => kind !== "event stream") },
        "official server",
        await openOfficialServer(prepared.stub.model, module, service.name),
      ),
    );
    results.push(...run);
  }
  return results;
}

/** Runs `work` without a console: the official server logs each of its coercions and errors. */
async function muteConsole<T>(work: () => Promise<T>): Promise<T> {
  const original = globalThis.console;
  globalThis.console = new Console(new Writable({ write: (_chunk, _encoding, done) => done() }));
  try {
    return await work();
  } finally {
    globalThis.console = original;
  }
}

interface OfficialHandler {
  handle(request: HttpRequest, context: object): Promise<OfficialResponse>;
}

interface OfficialResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}

/** An error of the model, to be thrown as the official server's class. */
class Thrown extends Error {
  readonly shape: string;
  readonly members: unknown;

  constructor(shape: string, members: unknown) {
    super(shape);
    this.shape = shape;
    this.members = members;
  }
}

/** Opens the official server. It is called directly, because its adapters were never published. */
async function openOfficialServer(model: Model, module: string, service: string): Promise<ServerUnderTest> {
  const server = await import(pathToFileURL(module).href);
  const recorder = new CallRecorder(model);
  const operations = model.operations.map(({ name, input: id }) => {
    const invoke = async (input: unknown): Promise<unknown> => {
      try {
        return await toOfficial(await recorder.call(name, fromOfficial(input, id, model)));
      } catch (error) {
        throw error instanceof Thrown
          ? new server[error.shape]({ $metadata: {}, ...((await toOfficial(error.members)) as object) })
          : error;
      }
    };
    return [name, invoke];
  });
  const handler: OfficialHandler = server[`get${service}ServiceHandler`](
    Object.fromEntries(operations),
    throwFailures,
  );
  return {
    model,
    recorder,
    createError: (shape, members) => new Thrown(shape, members),
    send: async (request) => readAnswer(await handler.handle(makeRequest(request), {})),
    takeErrors: () => [],
    close: async () => {},
  };
}

/** Called for broken constraints if the service lists no error for them. RestJson has no constraints. */
function throwFailures(_: unknown, failures: readonly unknown[]): void {
  throw new Error(`${failures.length} broken constraints in a service without constraints`);
}

function makeRequest({ method, path, query, headers, body }: WireRequest): HttpRequest {
  const parameters: Record<string, string[]> = {};
  for (const part of query.split("&").filter((text) => text !== "")) {
    const [key = "", value = ""] = part.split("=", 2).map(decodeURIComponent);
    parameters[key] = [...(parameters[key] ?? []), value];
  }
  return {
    protocol: "http:",
    hostname: "127.0.0.1",
    method,
    path,
    query: parameters,
    headers: lowerCaseNames(headers),
    body: Readable.from([body]),
  };
}

async function readAnswer({ statusCode, headers, body = "" }: OfficialResponse): Promise<Answer> {
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return {
    status: statusCode,
    headers: lowerCaseNames(texts),
    body: body instanceof Readable ? await buffer(body) : Buffer.from(body as string),
  };
}

/**
 * Converts an input of the official server to that of our stubs. Its longs are doubles, an absent member can be a key
 * without a value, and a JSON string is an object of class String.
 *
 * @param id - the input's shape
 */
function fromOfficial(value: unknown, id: string, model: Model): unknown {
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

/** Converts an output, or an error's members, for the official server: longs to doubles, and streams to bytes. */
async function toOfficial(value: unknown): Promise<unknown> {
  if (typeof value === "bigint") {
    return Number(value);
  }
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array) {
    return value;
  }
  if (Array.isArray(value)) {
    return Promise.all(value.map(toOfficial));
  }
  if (isStream(value)) {
    return buffer(value);
  }
  const entries = Object.entries(value).map(async ([name, item]) => [name, await toOfficial(item)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
