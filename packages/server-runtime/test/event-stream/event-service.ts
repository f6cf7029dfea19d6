import { encodeFrame } from "../../src/event-stream/frame.ts";
import {
  createEvent,
  createEventStreamRunner,
  createUnknownEventError,
  type EventHeaders,
  type Frame,
  jsonToPayload,
  type ReceivedEvent,
  readEventStream,
  readJsonEvent,
  writeEventStream,
} from "../../src/event-stream/index.ts";
import {
  type Call,
  createHandler,
  describeViolations,
  type Fault,
  getMember,
  type Handler,
  type HandlerOptions,
  ModeledError,
  ProtocolError,
  readString,
  requireAccepts,
  type Unchecked,
  type Violation,
  writeMessageError,
} from "../../src/index.ts";

/** The event of the streams. */
export interface Word {
  text: string;
}

/** A modelled error of the streams, which no operation lists. */
export class StoppedException extends ModeledError {
  override readonly name: string = "StoppedException";
  override readonly status: number = 409;
  override readonly fault: Fault = "client";
}

/** A modelled error of the operations, which the streams don't have. */
export class RefusedException extends ModeledError {
  override readonly name: string = "RefusedException";
  override readonly status: number = 403;
  override readonly fault: Fault = "client";
}

class InternalException extends ModeledError {
  override readonly name: string = "InternalException";
  override readonly status: number = 500;
  override readonly fault: Fault = "server";
}

/** The implementation. Listen returns the response's text, the others events. */
export interface WordService {
  listen?: (words: AsyncIterable<Word>, call: Call<undefined>) => Promise<string>;
  tell?: (call: Call<undefined>) => AsyncIterable<Word> | Promise<AsyncIterable<Word>>;
  /** Additional headers of the responses with events. */
  headers?: Record<string, string>;
  talk?: (words: AsyncIterable<Word>, call: Call<undefined>) => AsyncIterable<Word>;
}

const readers = {
  read(event: ReceivedEvent): Unchecked<Word> {
    if (event.isException && event.type === "stopped") {
      throw new StoppedException({ message: "The client stopped." });
    }
    if (event.isException || event.type !== "word") {
      throw createUnknownEventError(event);
    }
    const text = getMember(readJsonEvent(event), "text");
    return text === undefined ? {} : { text: readString(text, event.path, "text") };
  },
  check({ text }: Unchecked<Word>, path: string, name: string | number, violations: Violation[]): void {
    if (text === undefined) {
      violations.push({ path: `${path}/${name}/word/text`, message: "text is missing" });
    }
  },
  createError: (violations: readonly Violation[]) =>
    new ProtocolError("ValidationException", 400, describeViolations(violations)),
};

const writers = {
  write({ text }: Word): Frame {
    if (typeof text !== "string") {
      throw new TypeError("a word needs a text");
    }
    return createEvent("event", "word", {}, jsonToPayload({ text }));
  },
  exceptions: {
    StoppedException: ({ members }: StoppedException) =>
      createEvent("exception", "stopped", {}, jsonToPayload({ message: members.message })),
  },
};

/** Creates the handler of a service as a generator would write it: `POST /listen`, `POST /tell`, `POST /talk`. */
export function createWordHandler(service: WordService, options: HandlerOptions = {}): Handler {
  const eventStreams = { "content-type": "application/vnd.amazon.eventstream" };
  const errors = { RefusedException: writeMessageError, InternalException: writeMessageError };
  const names = { "/listen": "Listen", "/tell": "Tell", "/talk": "Talk" } as const;
  return createHandler(
    {
      operations: {
        Listen: {
          name: "Listen",
          streamsInput: true,
          hasEventStream: true,
          errors,
          async invoke(request, call) {
            const words = readEventStream<Word>(request, "words", readers);
            return { status: 200, headers: {}, body: (await service.listen?.(words, call)) ?? "" };
          },
        },
        Tell: {
          name: "Tell",
          streamsInput: false,
          hasEventStream: true,
          errors,
          async invoke(request, call) {
            requireAccepts(request, "application/vnd.amazon.eventstream");
            const body = writeEventStream(request, "words", await service.tell?.(call), writers);
            return { status: 200, headers: { ...eventStreams, ...service.headers }, body };
          },
        },
        Talk: {
          name: "Talk",
          streamsInput: true,
          hasEventStream: true,
          errors,
          async invoke(request, call) {
            const words = readEventStream<Word>(request, "words", readers);
            const body = writeEventStream(request, "answers", service.talk?.(words, call), writers);
            return { status: 200, headers: { ...eventStreams }, body };
          },
        },
      },
      route: (_method, path) => {
        const operation = names[path as keyof typeof names];
        return operation === undefined
          ? { found: false, allowed: [] }
          : { found: true, operation, labels: [] };
      },
      createEventStreamRunner,
      createInternalError: (message) => new InternalException({ message }),
    },
    options,
  );
}

/** The bytes of an event as a client sends it. */
export function encodeWord(text: unknown): Uint8Array {
  return encodeFrame(createEvent("event", "word", {}, jsonToPayload({ text })));
}

/** The bytes of a frame with headers that are strings. */
export function encodeHeaders(headers: Readonly<Record<string, string>>, payload = ""): Uint8Array {
  const entries = Object.entries(headers).map(([name, value]) => [name, { type: "string", value }]);
  return encodeFrame({ headers: Object.fromEntries(entries) as EventHeaders, payload: Buffer.from(payload) });
}
