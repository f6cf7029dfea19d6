import { isHeaderName, isHeaderValue } from "../http/response.ts";

/**
 * A fault of the protocol, raised before or beside the operation: it is not in the model, so any restJson1
 * service may answer with it. An {@link Authenticate} hook throws one to refuse a caller.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export class ProtocolError extends Error {
  /** The name sent in the `x-amzn-errortype` header. */
  override readonly name: string;
  /** The HTTP status. */
  readonly status: number;
  /** Headers that this answer carries beside the usual ones, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;

  /**
   * @param name - the error's name as callers know it, `SerializationException`
   * @param status - the HTTP status, 400 to 599
   * @param message - for the caller to read; no value that the caller sent goes into it
   * @param headers - further headers of the answer, names in lower case
   * @throws TypeError where HTTP can't carry the name, the status or a header
   */
  constructor(name: string, status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    // A host would find out only while it sends the answer, too late for another one.
    const sendable = Object.entries(headers).every(
      ([key, value]) => isHeaderName(key) && isHeaderValue(value),
    );
    if (!isHeaderName(name) || !Number.isInteger(status) || status < 400 || status > 599 || !sendable) {
      throw new TypeError(
        "A ProtocolError needs a name, a status of 400 to 599 and headers that HTTP can carry",
      );
    }
    this.name = name;
    this.status = status;
    this.headers = headers;
  }
}

/** The body or a label of the path can't be read as the model has it: 400. */
export class SerializationException extends ProtocolError {
  /** @param message - what can't be read, where, and what belongs there */
  constructor(message: string) {
    super("SerializationException", 400, message);
  }
}

/** No operation has this path: 404. */
export class UnknownOperationException extends ProtocolError {
  constructor() {
    super("UnknownOperationException", 404, "No operation has this path.");
  }
}

/** An operation has this path, but not with this method: 405, with the methods that it takes in `allow`. */
export class MethodNotAllowedException extends ProtocolError {
  /** @param allowed - the methods that the path takes */
  constructor(allowed: readonly string[]) {
    const methods = allowed.join(", ");
    super("MethodNotAllowedException", 405, `This path takes ${methods}.`, { allow: methods });
  }
}

/** The `accept` header excludes what the operation answers with: 406. */
export class NotAcceptableException extends ProtocolError {
  /** @param mediaType - what the operation answers with */
  constructor(mediaType: string) {
    super("NotAcceptableException", 406, `This operation answers with ${mediaType}.`);
  }
}

/** The body didn't arrive within the time that the handler allows: 408. */
export class RequestTimeoutException extends ProtocolError {
  constructor() {
    super("RequestTimeoutException", 408, "The body took too long to arrive.");
  }
}

/** The caller went away before it had its answer. Nobody will read this one; it only ends the request. */
export class RequestAbortedException extends ProtocolError {
  constructor() {
    super("RequestAbortedException", 400, "The caller went away.");
  }
}

/** The body is larger than the handler accepts: 413. */
export class RequestEntityTooLargeException extends ProtocolError {
  /** @param maxBytes - the largest body that is accepted */
  constructor(maxBytes: number) {
    super("RequestEntityTooLargeException", 413, `The body is larger than ${maxBytes} bytes.`);
  }
}

/** The `content-type` header is missing or names a type that the operation doesn't take: 415. */
export class UnsupportedMediaTypeException extends ProtocolError {
  /** @param mediaType - what the operation takes; `undefined` where it takes no body */
  constructor(mediaType?: string) {
    const wanted = mediaType === undefined ? "no body" : `content-type ${mediaType}`;
    super("UnsupportedMediaTypeException", 415, `This operation takes ${wanted}.`);
  }
}

/** The handler is at the limit of its work, or the operation took too long: 503. */
export class ServiceUnavailableException extends ProtocolError {
  /**
   * @param message - why, for the caller to read
   * @param headers - further headers of the answer, names in lower case: `retry-after`
   */
  constructor(message: string, headers: Readonly<Record<string, string>> = {}) {
    super("ServiceUnavailableException", 503, message, headers);
  }
}
