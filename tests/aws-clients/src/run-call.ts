import { createServer } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import type { Call as CallContext, Handler, RawRequest } from "@eks-auth/server-runtime";
import { createHttp2Listener } from "@eks-auth/server-runtime/http2";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { type Call, type ClientCases, isFailure, type Members } from "./cases.ts";
import type { Exports, Pair } from "./prepare.ts";
import { readStreams } from "./read-streams.ts";

/** What one call showed. */
export interface Observation {
  /** The input of the implementation, or undefined if it wasn't called. */
  readonly arrived: Members | undefined;
  /** The client's output without `$metadata`, or its error. */
  readonly result: unknown;
  /** The name that the request was signed for. */
  readonly signedFor: string | undefined;
  /** What the handler's `onError` got. */
  readonly errors: readonly unknown[];
}

type CreateHandler = (service: object, options: object) => Handler;
type Implementation = (input: Members, call: CallContext<undefined>) => unknown;

/** An AWS SDK client that calls a stub on this machine. It doesn't retry. */
export class ConnectedClient implements AsyncDisposable {
  readonly #exports: Exports;
  readonly #client: SdkClient;
  readonly #server: LoopbackServer;

  private constructor(exports: Exports, server: LoopbackServer) {
    const Client = findExport(exports, /^(?!__)\w+Client$/) as new (options: object) => SdkClient;
    this.#exports = exports;
    this.#server = server;
    this.#client = new Client({
      endpoint: server.url,
      region: "us-east-1",
      credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "EXAMPLE" },
      maxAttempts: 1,
    });
  }

  /**
   * Starts a stub, and creates the client.
   *
   * @param implementation - of every operation
   */
  static async open(
    { client, stub }: Pair,
    isHttp2: boolean,
    implementation: Implementation,
    hooks: { authenticate?: (request: RawRequest) => void; onError?: (error: unknown) => void } = {},
  ): Promise<ConnectedClient> {
    const createHandler = findExport(stub, /^create\w+Handler$/) as CreateHandler;
    // Each operation is a method with its name.
    const service = new Proxy({}, { get: () => implementation });
    const listener = createHttp2Listener(createHandler(service, hooks));
    const server = await listenOnLoopback(isHttp2 ? createHttp2Server(listener) : createServer(listener));
    return new ConnectedClient(client, server);
  }

  /** @throws what the client throws */
  send(operation: string, input: Members): Promise<Members> {
    const Command = this.#exports[`${operation}Command`] as new (input: Members) => object;
    return this.#client.send(new Command(input));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.destroy();
    await this.#server[Symbol.asyncDispose]();
  }
}

interface SdkClient {
  send(command: object): Promise<Members>;
  destroy(): void;
}

/** Makes a call, and observes it on both sides. */
export async function runCall(
  pair: Pair,
  { http2 = false }: Pick<ClientCases, "http2">,
  { operation, sends, returns }: Call,
): Promise<Observation> {
  let arrived: Members | undefined;
  let signedFor: string | undefined;
  const errors: unknown[] = [];
  const implementation: Implementation = async (input) => {
    arrived = (await readStreams(input)) as Members;
    if (isFailure(returns)) {
      const ErrorClass = pair.stub[returns.error] as new (members: Members) => Error;
      throw new ErrorClass(returns.members);
    }
    return resolve(returns);
  };
  await using client = await ConnectedClient.open(pair, http2, implementation, {
    authenticate(request) {
      signedFor = /Credential=\w+\/\d+\/us-east-1\/([\w-]+)\/aws4_request/.exec(
        request.header("authorization") ?? "",
      )?.[1];
    },
    onError: (error) => void errors.push(error),
  });
  const result = await client.send(operation, resolve(sends)).then(
    async ({ $metadata, ...output }) => readStreams(output),
    (error: unknown) => error,
  );
  return { arrived, result, signedFor, errors };
}

function resolve(value: Members | (() => Members)): Members {
  return typeof value === "function" ? value() : value;
}

function findExport(exports: Exports, name: RegExp): unknown {
  const found = Object.keys(exports).find((key) => name.test(key));
  return found === undefined ? undefined : exports[found];
}
