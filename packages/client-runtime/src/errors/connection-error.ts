import { ClientError } from "./client-error.ts";

/** There is no complete response: the connection failed or ended. The cause is the platform's error. */
export class ConnectionError extends ClientError {
  override readonly name = "ConnectionError";
  readonly code = "connection_failed";
  /** The system's or Node.js's code, `ECONNREFUSED`, if there is one. */
  readonly systemCode: string | undefined;

  /** @param host - the server's host and port */
  constructor(host: string, cause: unknown) {
    const { code, message } = Object(cause) as { readonly code?: unknown; readonly message?: unknown };
    const systemCode = typeof code === "string" ? code : undefined;
    super(`The connection to ${host} failed: ${systemCode ?? message ?? cause}.`, { cause });
    this.systemCode = systemCode;
  }
}
