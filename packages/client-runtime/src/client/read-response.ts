import { ResponseError } from "../errors/response-error.ts";
import { ServiceError } from "../errors/service-error.ts";
import type { HttpResponse, ReceivedResponse } from "../http/response.ts";
import type { Operation } from "./operation.ts";

/**
 * Reads the response of an operation.
 *
 * @param maxBytes - the largest body that is read into memory
 * @throws {ServiceError} if the service answered with an error
 * @throws {ResponseError} if the response isn't as the model describes it, or is too large
 * @throws {ConnectionError} if the connection ends too early
 */
export async function readResponse<Output>(
  operation: Operation<never, Output>,
  { status, headers, body }: HttpResponse,
  maxBytes: number,
): Promise<Output> {
  const isSuccess = status >= 200 && status < 300;
  const isStream = isSuccess && operation.streamsOutput === true;
  const response: ReceivedResponse = {
    status,
    headers,
    body: isStream ? new Uint8Array() : await readBody(body, maxBytes, { status, headers }),
    stream: isStream ? body : undefined,
  };
  if (!isSuccess) {
    throw readError(operation, response);
  }
  try {
    return operation.read(response);
  } catch (error) {
    throw new ResponseError((error as Error).message, response);
  }
}

/** Reads a body. A single piece, as small bodies are, isn't copied. Pieces aren't kept: a piece of a byte takes a hundred. */
async function readBody(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  head: Pick<ReceivedResponse, "status" | "headers">,
): Promise<Uint8Array> {
  let buffer = new Uint8Array();
  let length = 0;
  for await (const piece of body) {
    const end = length + piece.length;
    if (end > maxBytes) {
      throw new ResponseError(`its body has more than ${maxBytes} bytes.`, head);
    }
    if (length === 0) {
      buffer = piece as Uint8Array<ArrayBuffer>;
    } else {
      if (end > buffer.length) {
        const larger = new Uint8Array(Math.max(end, 2 * length));
        larger.set(buffer.subarray(0, length));
        buffer = larger;
      }
      buffer.set(piece, length);
    }
    length = end;
  }
  return buffer.subarray(0, length);
}

/**
 * Reads an error response. A proxy can answer with another format, and a service with an error that is newer than the model.
 */
function readError({ errors }: Operation<never, unknown>, response: ReceivedResponse): ServiceError {
  const { headers, status } = response;
  const content = readJsonObject(response.body);
  const name = readErrorName(headers["x-amzn-errortype"] || content.code || content.__type);
  const text = content.message ?? content.Message;
  const message = typeof text === "string" ? text : `The server answered with the HTTP status ${status}.`;
  const ErrorClass = Object.hasOwn(errors, name) ? errors[name] : undefined;
  try {
    return new (ErrorClass ?? ServiceError)(name, message, response);
  } catch {
    // What the service says of the failure is worth more than that a member is malformed.
    return new ServiceError(name, message, response);
  }
}

/**
 * Reads the name of an error, which can have a namespace before it, and a URI after it.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
 */
export function readErrorName(value: unknown): string {
  const [name = ""] = (typeof value === "string" ? value : "").split(/[:,]/);
  return name.slice(name.indexOf("#") + 1).trim() || "UnknownError";
}

function readJsonObject(body: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(new TextDecoder().decode(body)));
  } catch {
    return {};
  }
}
