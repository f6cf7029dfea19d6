import type { Handler } from "../handler/handler.ts";
import type { NodeRequest, Outgoing } from "./node-request.ts";

/** Passes a request to a handler, and sends the response. The promise never rejects. */
export async function answerRequest(
  handler: Handler,
  request: NodeRequest,
  outgoing: Outgoing,
): Promise<void> {
  // A reset connection also emits "close". Without a listener the error would end the process.
  outgoing.on("error", ignore);
  try {
    await request.respond(await handler(request));
  } catch (error) {
    // A handler never rejects, but a function that wraps it can.
    // biome-ignore lint/suspicious/noConsole: the error would be lost.
    console.error("Unexpected error of a handler:", error);
    if (outgoing.headersSent) {
      request.breakOff();
      return;
    }
    await request.respond({ status: 500, headers: {}, body: "" });
  }
}

function ignore(): void {}
