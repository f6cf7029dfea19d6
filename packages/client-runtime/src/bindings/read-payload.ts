import type { ReceivedResponse } from "../http/response.ts";
import type { ReadValue } from "../json/read-aggregate.ts";

/**
 * Reads the JSON value of an output's `@httpPayload` member.
 *
 * @param value - the parsed body
 * @param name - the member's name
 * @returns the value, or `undefined` if the body is empty or null
 * @throws TypeError if the body isn't as the model describes it
 * @see https://smithy.io/2.0/spec/http-bindings.html#httppayload-trait
 */
export function readPayload<T>(value: unknown, name: string, read: ReadValue<T>): T | undefined {
  return value == null ? undefined : read(value, "", name);
}

/** Reads the text of an output's `@httpPayload` member. Returns `undefined` if the body is empty. */
export function readTextPayload<T extends string = string>({ body }: ReceivedResponse): T | undefined {
  return body.length === 0 ? undefined : (new TextDecoder("utf-8", { ignoreBOM: true }).decode(body) as T);
}

/** Reads the bytes of an output's `@httpPayload` member. Returns `undefined` if the body is empty. */
export function readBlobPayload({ body }: ReceivedResponse): Uint8Array | undefined {
  return body.length === 0 ? undefined : body;
}
