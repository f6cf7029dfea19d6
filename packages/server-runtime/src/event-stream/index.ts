/**
 * What generated server stubs with event streams use in addition: frames, their headers and payloads, and the limits of
 * streams. It needs the package `@smithy/core`.
 *
 * @packageDocumentation
 */

export * from "./errors.ts";
export type { EventHeaders, EventHeaderValue, Frame } from "./frame.ts";
export * from "./read-headers.ts";
export * from "./read-payload.ts";
export { type EventReaders, readEventStream } from "./read-stream.ts";
export { createUnknownEventError, type ReceivedEvent, requireEventMember } from "./received-event.ts";
export { createEventStreamRunner } from "./run-event-streams.ts";
export {
  blobToPayload,
  createEvent,
  createEventWriteError,
  type EventPayload,
  jsonToPayload,
  stringToPayload,
} from "./write-event.ts";
export * from "./write-headers.ts";
export { type EventWriters, writeEventStream } from "./write-stream.ts";
