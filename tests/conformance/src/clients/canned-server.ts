import { Agent, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { type Answer, lowerCaseNames, type WireRequest } from "../http/requests.ts";

/** A request as it came over the network. */
export interface RecordedRequest extends Omit<WireRequest, "headers"> {
  /** The host that the client sent it to, with a port if there is one. */
  readonly host: string;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A server that records each request, and answers with bytes that are known before. */
export interface CannedServer extends AsyncDisposable {
  /** An agent of `node:http` whose connections all go to the server, whatever the host. */
  readonly agent: Agent;
  /** Calls a function while all connections of `fetch` go to the server, whatever the host. */
  readonly withFetch: <T>(work: () => Promise<T>) => Promise<T>;
  /** Sets the next answer, and forgets the last request. */
  readonly prepare: (answer: Answer) => void;
  /** The last request since {@link prepare}. */
  readonly lastRequest: () => RecordedRequest | undefined;
}

/** Starts a server on 127.0.0.1. */
export async function startCannedServer(): Promise<CannedServer> {
  let answer: Answer = { status: 500, headers: {}, body: new Uint8Array() };
  let request: RecordedRequest | undefined;
  const server = await listenOnLoopback((incoming) => {
    void record(incoming).then((recorded) => {
      request = recorded;
      // Node.js would add headers, which a member with an empty prefix would take.
      const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      incoming.socket.write(`HTTP/1.1 ${answer.status} Canned\r\n${lines.join("")}\r\n`);
      incoming.socket.end(answer.body);
    });
  });
  const open = () => connect(server.port, "127.0.0.1");
  const agent = new Agent();
  agent.createConnection = open;
  return {
    agent,
    withFetch: (work) => withDispatcher(open, work),
    prepare(next) {
      answer = next;
      request = undefined;
    },
    lastRequest: () => request,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** What decides on the connections of `fetch` in Node.js: an `Agent` of undici, also of the one in Node.js. */
const dispatcherKey = Symbol.for("undici.globalDispatcher.1");

interface Dispatcher {
  readonly constructor: new (options: { connect: Connect }) => Dispatcher;
  close(): Promise<void>;
}

type Connect = (options: unknown, done: (error: null, socket: Socket) => void) => void;

async function withDispatcher<T>(open: () => Socket, work: () => Promise<T>): Promise<T> {
  // The first use of \`fetch\` creates the dispatcher.
  await fetch("data:,");
  const dispatchers = globalThis as unknown as Record<symbol, Dispatcher>;
  const original = dispatchers[dispatcherKey] as Dispatcher;
  const replacement = new original.constructor({
    connect(_, done) {
      const socket = open();
      socket.once("connect", () => done(null, socket));
    },
  });
  dispatchers[dispatcherKey] = replacement;
  try {
    return await work();
  } finally {
    dispatchers[dispatcherKey] = original;
    await replacement.close();
  }
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const { method = "", url = "", rawHeaders, headers } = incoming;
  const [path = "", ...query] = url.split("?");
  const pairs = rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""]] : [],
  );
  return {
    method,
    path,
    query: query.join("?"),
    headers: lowerCaseNames(pairs),
    host: headers.host ?? "",
    body: await buffer(incoming),
  };
}
