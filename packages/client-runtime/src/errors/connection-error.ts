import { ClientError } from "./client-error.ts";

/** There is no complete response: the connection failed or ended. The cause is the platform's error. */
export class ConnectionError extends ClientError {
  override readonly name = "ConnectionError";
  readonly code = "connection_failed";
  /** The system's or Node.js's code, `ECONNREFUSED`, if there is one. */
  declare readonly systemCode: string | undefined;

  /**
   * @param host - the server's host and port
   * @param cause - the platform's error
   */
  constructor(host: string, cause: unknown) {
    const { code, message } = cause as NodeJS.ErrnoException;
    super(`The connection to ${host} failed: ${code ?? message}.`, { cause });
    this.systemCode = code;
  }
}
