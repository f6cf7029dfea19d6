import type { Socket } from "node:net";
import type { AgentError } from "../agent-error.ts";

/** Is told what happens on a server's connections beside requests. */
export interface ConnectionWatch {
  /** A connection was opened. It may be closed at once: nothing was read yet. */
  onConnection(socket: Socket): void;
  /**
   * Something came that is no request, or not in time.
   *
   * @param answer - what it is answered with; then the connection is closed
   * @returns what it is answered with instead, nothing where the connection was closed
   */
  onBrokenRequest(answer: AgentError, socket: Socket): AgentError | undefined;
  /** A connection could not be taken, for want of memory or descriptors. The server goes on. */
  onError(error: NodeJS.ErrnoException): void;
}

/** Lets everything pass. */
export const noWatch: ConnectionWatch = {
  onConnection() {},
  onBrokenRequest: (answer) => answer,
  onError() {},
};
