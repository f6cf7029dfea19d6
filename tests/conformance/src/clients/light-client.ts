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

type Exports = Readonly<Record<string, new (...args: never[]) => object>>;
type Members = Readonly<Record<string, unknown>>;
type LightClient = Readonly<Record<string, (input: unknown) => Promise<Members>>>;

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
): Promise<Exports> {
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
  exports: Exports,
  model: Model,
  transport: TransportName,
): Promise<ClientUnderTest> {
  const server = await startCannedServer();
  return {
    name: `light, ${transport}`,
    model,
    async call(endpoint, operation, input, answer) {
      server.prepare(answer);
      const client = create(exports, model.clientName, {
        ...testOptions,
        endpoint,
        maxAttempts: 1,
        agent: server.agent,
      }) as LightClient;
      const method = `${operation.charAt(0).toLowerCase()}${operation.slice(1)}`;
      try {
        const output = await server.withFetch(async () => {
          const { $metadata, ...members } = (await client[method]?.(input)) ?? {};
          return readStreams(members);
        });
        return { request: server.lastRequest(), output: dropUndefined(output) };
      } catch (error) {
        return { request: server.lastRequest(), error: describe(error, exports) };
      }
    },
    close: async () => server[Symbol.asyncDispose](),
  };
}

function create(exports: Exports, name: string, options: object): object {
  const Class = exports[name];
  if (Class === undefined) {
    throw new Error(`the light client exports no ${name}`);
  }
  return new Class(options as never);
}

/** Describes an error. Its own facts aren't members of the model's error. */
function describe(error: unknown, exports: Exports): ThrownError {
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
