import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type JsonAst, writeClientLight } from "@eks-auth/codegen";
import type { Model } from "../model/model.ts";
import { readStreams } from "../values/streams.ts";
import { startCannedServer } from "./canned-server.ts";
import type { ClientUnderTest, ThrownError } from "./client-under-test.ts";
import { testOptions } from "./options.ts";

/** The transports of light clients. */
export const transports = ["node:http", "fetch"] as const;

/** A transport of light clients. */
export type TransportName = (typeof transports)[number];

/** The exports of the entry point of a light client. */
export type LightExports = Readonly<Record<string, new (...args: never[]) => object>>;

type Members = Readonly<Record<string, unknown>>;
type LightClient = Readonly<Record<string, (input: unknown) => Promise<Members>>>;

/** Calls an operation. Returns the output with its streams read, without the facts of the response. */
export type LightCall = (operation: string, input: unknown) => Promise<Members>;

/**
 * Generates the light client of a model and imports it.
 *
 * @param folder - the absolute path of the folder to write
 * @returns the exports of the client's entry point
 */
export async function generateLightClient(
  ast: JsonAst,
  folder: string,
  transport: TransportName,
): Promise<LightExports> {
  const target = join(folder, transport === "fetch" ? "light-fetch" : "light-node");
  await writeClientLight(ast, target, transport === "fetch" ? fetchPlatform : undefined);
  return import(/* @vite-ignore */ pathToFileURL(join(target, "index.ts")).href);
}

/** The platform that bundlers choose for browsers. */
const fetchPlatform = fileURLToPath(
  new URL("dist/platform.fetch.js", import.meta.resolve("@eks-auth/client-runtime/package.json")),
);

/** Opens a light client of a model, with a server that its requests go to. */
export async function openLightClient(
  exports: LightExports,
  model: Model,
  transport: TransportName,
): Promise<ClientUnderTest> {
  const server = await startCannedServer();
  return {
    name: `light, ${transport}`,
    model,
    async call(endpoint, operation, input, answer) {
      server.prepare(answer);
      const call = createLightCall(exports, model, { endpoint, agent: server.agent });
      try {
        const output = await server.withFetch(() => call(operation, input));
        return { request: server.lastRequest(), output: dropUndefined(output) };
      } catch (error) {
        return { request: server.lastRequest(), error: describe(error, exports) };
      }
    },
    close: async () => server[Symbol.asyncDispose](),
  };
}

/**
 * Creates a light client that tries once.
 *
 * @param options - in addition to the options with which all clients are tested
 */
export function createLightCall(exports: LightExports, { clientName }: Model, options: object): LightCall {
  const Client = exports[clientName];
  if (Client === undefined) {
    throw new Error(`the light client exports no ${clientName}`);
  }
  const client = new Client({ ...testOptions, maxAttempts: 1, ...options } as never) as LightClient;
  return async (operation, input) => {
    const method = `${operation.charAt(0).toLowerCase()}${operation.slice(1)}`;
    const { $metadata, ...members } = (await client[method]?.(input)) ?? {};
    return readStreams(members);
  };
}

/** Describes an error. Its own facts aren't members of the model's error. */
function describe(error: unknown, exports: LightExports): ThrownError {
  const { name, code, attempts, status, requestId, headers, retryable, ...members } = error as Members;
  const { message } = error as Error;
  const Class = exports[String(name)];
  return {
    name: String(name),
    hasClass: Class !== undefined && error instanceof Class,
    members: dropUndefined({ message, ...members }),
    cause: error,
  };
}

function dropUndefined(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
