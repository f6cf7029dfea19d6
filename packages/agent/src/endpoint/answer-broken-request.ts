import type { Socket } from "node:net";
import { AgentError } from "../agent-error.ts";
import type { ConnectionWatch } from "../listen/connection-watch.ts";
import { writeWholeAnswer } from "./write-answer.ts";

/** How long a client has to take such an answer; after that, its half of the connection is closed, too. */
const lingerMs = 1_000;

/**
 * Answers what is no HTTP request, or not in time, and closes the connection.
 *
 * @param error - what Node.js says of it
 * @param watch - is asked for the answer
 * @see https://nodejs.org/api/http.html#event-clienterror
 */
export function answerBrokenRequest(
  error: NodeJS.ErrnoException,
  socket: Socket,
  watch: ConnectionWatch,
): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const answer = watch.onBrokenRequest(describeBrokenRequest(error.code), socket);
  if (answer === undefined) {
    return;
  }
  socket.end(writeWholeAnswer(answer));
  // Else whoever never closes its half would hold the connection for ever.
  const cut = setTimeout(() => socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(cut));
}

function describeBrokenRequest(code: string | undefined): AgentError {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return new AgentError(
        431,
        "RequestHeaderFieldsTooLarge",
        "The headers are too long. A token has about 2 kB.",
      );
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new AgentError(408, "RequestTimeout", "The request was not whole in time.");
    default:
      return new AgentError(400, "BadRequest", "This is not an HTTP request.");
  }
}
