declare abstract class CodedError extends Error {
    static readonly brand: string;
    abstract readonly code: string;
    static override [Symbol.hasInstance](value: unknown): boolean;
}
declare class ProtocolError extends CodedError {
    static override readonly brand: string;
    override readonly name: string;
    readonly code: string;
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    constructor(name: string, status: number, message: string, headers?: Readonly<Record<string, string>>);
}
interface Peer {
    readonly address: string;
    readonly certificate?: Uint8Array | undefined;
}
interface HttpRequest {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly peer?: Peer | undefined;
    readonly hostRequest?: object | undefined;
    readonly signal: AbortSignal;
    header(name: string): string | undefined;
    headerNames(): Iterable<string>;
    readBody(maxBytes: number): Promise<Uint8Array>;
    streamBody(maxBytes: number): AsyncIterable<Uint8Array>;
}
interface RawRequest extends Omit<HttpRequest, "readBody" | "streamBody"> {
    readonly operation: string;
    readonly labels: readonly string[];
    readonly signal: AbortSignal;
    readonly body: Uint8Array;
}
interface RoutedRequest extends RawRequest {
    readonly maxJsonDepth: number;
    readonly stream: AsyncIterable<Uint8Array>;
}
interface EventStreamOptions {
    readonly maxEventBytes?: number;
    readonly maxTotalBytes?: number;
    readonly idleTimeoutMs?: number;
    readonly totalTimeoutMs?: number;
    readonly maxOpen?: number;
    readonly maxOpenPerAddress?: number;
}
interface HttpResponse {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}
type PathSegment = string | number;
interface Violation {
    readonly path: string;
    readonly message: string;
}
type JsonObject = {
    readonly [name: string]: unknown;
};
type Document = null | boolean | number | string | Document[] | {
    [name: string]: Document;
};
type Unchecked<T> = [
    Document
] extends [
    T
] ? T : UncheckedPart<T, IsUnion<Extract<T, object>>>;
type UncheckedPart<T, InUnion extends boolean> = T extends string ? string : T extends number ? number : T extends Whole ? T : T extends readonly (infer Item)[] ? Unchecked<Item>[] : string extends keyof T ? {
    [Key in keyof T]: Unchecked<T[Key]>;
} : InUnion extends true ? {
    [Member in keyof T]: Unchecked<T[Member]>;
} : {
    [Member in keyof T]?: Unchecked<T[Member]> | undefined;
};
type Whole = null | undefined | boolean | bigint | Date | Uint8Array | AsyncIterable<unknown>;
type IsUnion<T, All = T> = [
    T
] extends [
    never
] ? false : T extends unknown ? [
    All
] extends [
    T
] ? false : true : never;
declare class EventTooLargeException extends ProtocolError {
    static override readonly brand: string;
    override readonly code: string;
    constructor(maxBytes: number);
}
declare class EventStreamErrorException extends ProtocolError {
    static override readonly brand: string;
    readonly clientCode: string;
    readonly clientMessage: string;
    constructor(clientCode: string, clientMessage: string);
}
type EventHeaderValue = {
    readonly type: "boolean";
    readonly value: boolean;
} | {
    readonly type: "byte" | "short" | "integer";
    readonly value: number;
} | {
    readonly type: "long";
    readonly value: bigint;
} | {
    readonly type: "binary";
    readonly value: Uint8Array;
} | {
    readonly type: "string" | "uuid";
    readonly value: string;
} | {
    readonly type: "timestamp";
    readonly value: Date;
};
type EventHeaders = Record<string, EventHeaderValue>;
interface Frame {
    readonly headers: Readonly<EventHeaders>;
    readonly payload: Uint8Array;
}
interface ReceivedEvent {
    readonly isException: boolean;
    readonly type: string;
    readonly streamPath: string;
    readonly path: string;
    readonly headers: Readonly<EventHeaders>;
    readonly payload: Uint8Array;
    readonly maxJsonDepth: number;
}
declare function requireEventMember<T>(value: T | undefined, { path }: ReceivedEvent, name: string): T;
declare function createUnknownEventError({ isException, type, streamPath }: ReceivedEvent): Error;
declare function readBooleanHeader(event: ReceivedEvent, name: string): boolean | undefined;
declare function readByteHeader(event: ReceivedEvent, name: string): number | undefined;
declare function readShortHeader(event: ReceivedEvent, name: string): number | undefined;
declare function readIntegerHeader(event: ReceivedEvent, name: string): number | undefined;
declare function readLongHeader(event: ReceivedEvent, name: string): bigint | undefined;
declare function readBlobHeader(event: ReceivedEvent, name: string): Uint8Array | undefined;
declare function readStringHeader(event: ReceivedEvent, name: string): string | undefined;
declare function readTimestampHeader(event: ReceivedEvent, name: string): Date | undefined;
declare function readJsonEvent(event: ReceivedEvent): JsonObject;
declare function readExactJsonEvent(event: ReceivedEvent): JsonObject;
declare function readJsonEventPayload(event: ReceivedEvent): unknown;
declare function readExactJsonEventPayload(event: ReceivedEvent): unknown;
declare function readTextEventPayload(event: ReceivedEvent, mediaType?: string): string | undefined;
declare function readBlobEventPayload(event: ReceivedEvent, mediaType?: string): Uint8Array | undefined;
interface EventReaders<Event> {
    readonly read: (event: ReceivedEvent) => Unchecked<Event>;
    readonly check?: (event: Unchecked<Event>, path: string, name: PathSegment, violations: Violation[]) => void;
    readonly createError?: (violations: readonly Violation[]) => Error;
}
declare function readEventStream<Event>(request: RoutedRequest, member: string, readers: EventReaders<Event>): AsyncIterable<Event>;
declare function createEventStreamRunner(parts: object, options?: EventStreamOptions): object;
interface EventPayload {
    readonly contentType: string;
    readonly bytes: Uint8Array;
}
declare function createEvent(kind: "event" | "exception", type: string, headers: Readonly<EventHeaders>, payload: EventPayload | undefined): Frame;
declare function jsonToPayload(value: unknown): EventPayload;
declare function stringToPayload(value: string, path: string, name: PathSegment, contentType?: string): EventPayload;
declare function blobToPayload(value: Uint8Array, path: string, name: PathSegment, contentType?: string): EventPayload;
declare function createEventWriteError(streamPath: string): TypeError;
type WriteHeader<T> = (value: T, path: string, name: PathSegment) => EventHeaderValue;
declare const booleanToHeader: WriteHeader<boolean>;
declare const byteToHeader: WriteHeader<number>;
declare const shortToHeader: WriteHeader<number>;
declare const integerToHeader: WriteHeader<number>;
declare const longToHeader: WriteHeader<bigint>;
declare const blobToHeader: WriteHeader<Uint8Array>;
declare const stringToHeader: WriteHeader<string>;
declare const timestampToHeader: WriteHeader<Date>;
interface EventWriters<Event> {
    readonly write: (event: Event, path: string, name: PathSegment) => Frame;
    readonly exceptions: Readonly<Record<string, (error: any) => Frame>>;
}
declare function writeEventStream<Event>(request: RoutedRequest, member: string, events: AsyncIterable<Event> | undefined, writers: EventWriters<Event>): HttpResponse["body"];
export {
    type EventHeaderValue,
    type EventHeaders,
    type EventPayload,
    type EventReaders,
    EventStreamErrorException,
    EventTooLargeException,
    type EventWriters,
    type Frame,
    type ReceivedEvent,
    blobToHeader,
    blobToPayload,
    booleanToHeader,
    byteToHeader,
    createEvent,
    createEventStreamRunner,
    createEventWriteError,
    createUnknownEventError,
    integerToHeader,
    jsonToPayload,
    longToHeader,
    readBlobEventPayload,
    readBlobHeader,
    readBooleanHeader,
    readByteHeader,
    readEventStream,
    readExactJsonEvent,
    readExactJsonEventPayload,
    readIntegerHeader,
    readJsonEvent,
    readJsonEventPayload,
    readLongHeader,
    readShortHeader,
    readStringHeader,
    readTextEventPayload,
    readTimestampHeader,
    requireEventMember,
    shortToHeader,
    stringToHeader,
    stringToPayload,
    timestampToHeader,
    writeEventStream,
};
