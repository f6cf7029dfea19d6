import { EventStreamCodec, Int64 } from "@smithy/core/event-streams";
import { decodeUtf8, encodeUtf8 } from "../encoding/bytes.ts";
import { SerializationException } from "../errors/protocol-error.ts";

/** The value of a header of an event, with its type on the wire. */
export type EventHeaderValue =
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "byte" | "short" | "integer"; readonly value: number }
  | { readonly type: "long"; readonly value: bigint }
  | { readonly type: "binary"; readonly value: Uint8Array }
  | { readonly type: "string" | "uuid"; readonly value: string }
  | { readonly type: "timestamp"; readonly value: Date };

/** The headers of an event by name. Read them with `Object.hasOwn`: a client chooses the names. */
export type EventHeaders = Record<string, EventHeaderValue>;

/** A frame of `application/vnd.amazon.eventstream`. */
export interface Frame {
  readonly headers: Readonly<EventHeaders>;
  readonly payload: Uint8Array;
}

type CodecHeaders = Parameters<EventStreamCodec["encode"]>[0]["headers"];

/** The bytes of a frame without headers and payload: two lengths and two checksums. */
export const minFrameBytes = 16;

/** The longest headers that the format allows, in bytes. More would keep the process busy with their names. */
const maxHeaderBytes = 131_072;

const codec = /* @__PURE__ */ new EventStreamCodec(requireUtf8, (text) => requireWellFormed(text));

/**
 * Decodes a frame.
 *
 * @param bytes - the whole frame
 * @throws SerializationException if a checksum is wrong, or the headers aren't as the format demands
 */
export function decodeFrame(bytes: Uint8Array): Frame {
  if (bytes.length >= minFrameBytes && readHeaderLength(bytes) > maxHeaderBytes) {
    throw createFrameError(`its headers are longer than ${maxHeaderBytes} bytes`);
  }
  // The codec reads values past the end of the headers, so it gets memory that holds nothing else.
  const own = Uint8Array.from(bytes);
  try {
    const { headers, body } = codec.decode(own);
    return { headers: readHeaders(headers), payload: body };
  } catch {
    throw createFrameError("its checksum is wrong or its headers can't be read");
  }
}

/** Reads the length of a frame's headers, in bytes. @param bytes - at least the first 8 of the frame */
export function readHeaderLength({ buffer, byteOffset }: Uint8Array): number {
  return new DataView(buffer, byteOffset).getUint32(4);
}

/** Encodes a frame. @throws Error if a header's name or value is too long for the format */
export function encodeFrame({ headers, payload }: Frame): Uint8Array {
  const entries = Object.entries(headers).map(([name, header]) => [
    name,
    header.type === "long" ? { type: "long", value: encodeLong(header.value) } : header,
  ]);
  return codec.encode({ headers: Object.fromEntries(entries) as CodecHeaders, body: payload });
}

/** Creates the error for a frame that can't be decoded. */
export function createFrameError(reason: string): SerializationException {
  return new SerializationException(`The event stream has a frame that can't be decoded: ${reason}.`);
}

function readHeaders(headers: CodecHeaders): EventHeaders {
  const entries = Object.entries(headers).map(([name, header]): [string, EventHeaderValue] => [
    name,
    header.type === "long" ? { type: "long", value: decodeLong(header.value) } : header,
  ]);
  return Object.fromEntries(entries);
}

function decodeLong({ bytes }: Int64): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigInt64(0);
}

function encodeLong(value: bigint): Int64 {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, value);
  return new Int64(bytes);
}

function requireUtf8(bytes: string | Uint8Array): string {
  const text = typeof bytes === "string" ? bytes : decodeUtf8(bytes);
  if (text === undefined) {
    throw new TypeError("A header of an event must be UTF-8");
  }
  return text;
}

function requireWellFormed(text: string): Uint8Array {
  const bytes = encodeUtf8(text);
  if (bytes === undefined) {
    throw new TypeError("A header of an event must be a string of whole characters");
  }
  return bytes;
}
