import { ProtocolError } from "../errors/protocol-error.ts";

/** An event of the client is larger than the handler accepts: 413 `RequestEntityTooLargeException`. */
export class EventTooLargeException extends ProtocolError {
  static override readonly brand: string = "@eks-auth/server-runtime/EventTooLargeException";
  override readonly code: string = "EventTooLargeException";

  constructor(maxBytes: number) {
    const message = `The event stream has an event that is larger than ${maxBytes} bytes.`;
    super("RequestEntityTooLargeException", 413, message);
  }
}

/** The client ended its event stream with an error: 400. The implementation can catch it. */
export class EventStreamErrorException extends ProtocolError {
  static override readonly brand: string = "@eks-auth/server-runtime/EventStreamErrorException";

  /** The client's code or name of the error, as it was sent; empty if there was none. */
  readonly clientCode: string;
  /** The client's message, as it was sent; empty if there was none. */
  readonly clientMessage: string;

  constructor(clientCode: string, clientMessage: string) {
    super("EventStreamErrorException", 400, "The client ended its event stream with an error.");
    this.clientCode = clientCode;
    this.clientMessage = clientMessage;
  }
}
