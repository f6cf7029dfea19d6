import { ResponseError } from "../errors/response-error.ts";
import { ServiceError } from "../errors/service-error.ts";
import type { HttpResponse, ReceivedResponse } from "../http/response.ts";
import { readJsonObject } from "../json/read-json-object.ts";
import type { Operation } from "./operation.ts";

/**
 * Reads the response of an operation.
 *
 * @param maxBytes - the largest body that is read into memory
 * @param attempts - the number of tries
 * @returns the output, or the error that the service answered with
 * @throws {ResponseError} if the response isn't as the model describes it, or is too large
 * @throws {ConnectionError} if the connection ends too early
 */
export async function readResponse<Output>(
  operation: Operation<never, Output>,
  head: HttpResponse,
  maxBytes: number,
  attempts: number,
): Promise<Output | ServiceError> {
  const isSuccess = head.status >= 200 && head.status < 300;
  const receive = (isSuccess && operation.outputStream?.receive) || readBody;
  const response = await receive(head, maxBytes, attempts);
  try {
    return isSuccess ? operation.read(response) : readError(operation, response);
  } catch (error) {
    throw new ResponseError((error as Error).message, response);
  }
}

/** Reads a body. Its pieces aren't kept: one of a byte takes a hundred in memory. */
async function readBody(response: HttpResponse, maxBytes: number): Promise<ReceivedResponse> {
  let buffer = Uint8Array.of();
  let length = 0;
  for await (const piece of response.body) {
    const end = length + piece.length;
    if (end > maxBytes) {
      throw new ResponseError(`the body has more than ${maxBytes} bytes.`, response, "response_too_large");
    }
    if (end > buffer.length) {
      const larger = new Uint8Array(2 * end);
      larger.set(buffer);
      buffer = larger;
    }
    buffer.set(piece, length);
    length = end;
  }
  return { ...response, body: buffer.subarray(0, length) };
}

/** Reads an error of the model, an error that is newer than the model, or what a proxy answers. */
function readError({ errors }: Operation<never, unknown>, response: ReceivedResponse): ServiceError {
  const { headers, status } = response;
  const { code, __type, message, Message = message } = readJsonObject(response);
  const name = readErrorName(headers["x-amzn-errortype"] || code || __type);
  const ErrorClass = (Object.hasOwn(errors, name) && errors[name]) || ServiceError;
  // The name of an error of the model says enough.
  const defaultText = ErrorClass === ServiceError ? `HTTP status ${status}` : "";
  return new ErrorClass(name, typeof Message === "string" ? Message : defaultText, response);
}

/**
 * Reads the name of an error, which can have a namespace before it, and a URI after it.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
 */
export function readErrorName(value: unknown): string {
  const [namespace, name = namespace] = String(value ?? "")
    .replace(/[:,].*/s, "")
    .split("#");
  return name || "UnknownError";
}
