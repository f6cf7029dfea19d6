import { canSendHeaders, isHeaderName } from "../http/response.ts";
import { CodedError } from "./coded-error.ts";

const packageName = "@eks-auth/server-runtime";

/**
 * An error of the restJson1 protocol. It isn't in the model, so any operation can answer with it. An
 * {@link Authenticate} hook throws one to reject a caller.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export class ProtocolError extends CodedError {
  static override readonly brand: string = `${packageName}/ProtocolError`;

  /** The name sent in the `x-amzn-errortype` header. */
  override readonly name: string;
  /** The error's name, unless several classes are sent under that name: then the name of the class. */
  readonly code: string;
  /** The HTTP status. */
  readonly status: number;
  /** Additional headers of the response, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;

  /**
   * @param name - the error's name that clients see, for example `SerializationException`
   * @param status - the HTTP status, 400 to 599
   * @param message - for the client to read; put no value that the client sent into it
   * @param headers - additional headers of the response, names in lower case
   * @throws TypeError if HTTP can't carry the name, the status or a header
   */
  constructor(name: string, status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    // A host would find out only while it sends the response, too late to send another one.
    const isValid = isHeaderName(name) && Number.isInteger(status) && status >= 400 && status <= 599;
    if (!isValid || !canSendHeaders(headers)) {
      throw new TypeError(
        "A ProtocolError needs a name, a status of 400 to 599, and headers that HTTP can carry",
      );
    }
    this.name = name;
    this.code = name;
    this.status = status;
    this.headers = headers;
  }
}

/** The body or a label of the path doesn't match the model: 400. */
export class SerializationException extends ProtocolError {
  static override readonly brand: string = `${packageName}/SerializationException`;

  /** @param message - what can't be read, where it is, and what is expected there */
  constructor(message: string) {
    super("SerializationException", 400, message);
  }
}

/** No operation has this path: 404. */
export class UnknownOperationException extends ProtocolError {
  static override readonly brand: string = `${packageName}/UnknownOperationException`;

  constructor() {
    super("UnknownOperationException", 404, "No operation has this path.");
  }
}

/** An operation has this path, but with another method: 405, with the path's methods in `allow`. */
export class MethodNotAllowedException extends ProtocolError {
  static override readonly brand: string = `${packageName}/MethodNotAllowedException`;

  constructor(allowed: readonly string[]) {
    const methods = allowed.join(", ");
    super("MethodNotAllowedException", 405, `This path takes ${methods}.`, { allow: methods });
  }
}

/** The `accept` header excludes the operation's media type: 406. */
export class NotAcceptableException extends ProtocolError {
  static override readonly brand: string = `${packageName}/NotAcceptableException`;

  constructor(mediaType: string) {
    super("NotAcceptableException", 406, `This operation answers with ${mediaType}.`);
  }
}

/** The body didn't arrive within the handler's `bodyTimeoutMs`, or was the oldest of too many incomplete bodies: 408. */
export class RequestTimeoutException extends ProtocolError {
  static override readonly brand: string = `${packageName}/RequestTimeoutException`;

  constructor() {
    super("RequestTimeoutException", 408, "The body took too long to arrive.");
  }
}

/** The client disconnected before it had its response. No one gets this error's response; it only ends the request. */
export class RequestAbortedException extends ProtocolError {
  static override readonly brand: string = `${packageName}/RequestAbortedException`;

  constructor() {
    super("RequestAbortedException", 400, "The caller went away.");
  }
}

/** The body is larger than the handler accepts: 413. */
export class RequestEntityTooLargeException extends ProtocolError {
  static override readonly brand: string = `${packageName}/RequestEntityTooLargeException`;

  constructor(maxBytes: number) {
    super("RequestEntityTooLargeException", 413, `The body is larger than ${maxBytes} bytes.`);
  }
}

/** The `content-type` header is missing, or names a type that the operation doesn't take: 415. */
export class UnsupportedMediaTypeException extends ProtocolError {
  static override readonly brand: string = `${packageName}/UnsupportedMediaTypeException`;

  /** @param mediaType - the type that the operation takes; `undefined` if it takes no body */
  constructor(mediaType?: string) {
    const expected = mediaType === undefined ? "no body" : `content-type ${mediaType}`;
    super("UnsupportedMediaTypeException", 415, `This operation takes ${expected}.`);
  }
}

/** The handler is at its limit `maxConcurrentRequests`: 503 `ServiceUnavailableException`, with `retry-after`. */
export class OverloadedException extends ProtocolError {
  static override readonly brand: string = `${packageName}/OverloadedException`;
  override readonly code: string = "OverloadedException";

  constructor() {
    const message = "The service is busy. Try again later.";
    super("ServiceUnavailableException", 503, message, { "retry-after": "1" });
  }
}

/** The operation took longer than the handler's `operationTimeoutMs`: 503 `ServiceUnavailableException`. */
export class OperationTimeoutException extends ProtocolError {
  static override readonly brand: string = `${packageName}/OperationTimeoutException`;
  override readonly code: string = "OperationTimeoutException";

  constructor() {
    super("ServiceUnavailableException", 503, "The operation took too long.");
  }
}
