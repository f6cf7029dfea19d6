import type { ServerResponse } from "node:http";

/** Sends spaces, as fast as they are received, until the client closes the connection. */
export function sendEndlessly(response: ServerResponse): void {
  const chunk = Buffer.alloc(65_536, " ");
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
    response.once("drain", more);
  };
  more();
}
