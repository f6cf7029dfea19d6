import { once } from "node:events";
import { connect } from "node:net";

const timeoutMs = 2_000;

/**
 * Checks that a listener accepts connections. Only the connection is opened: a request would be limited like those of
 * callers, and a busy service is alive.
 *
 * @param url - of the listener; an address such as 0.0.0.0 is reached on this machine
 * @returns undefined if it accepts, otherwise what failed
 */
export async function checkListener(url: string): Promise<string | undefined> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) });
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(timeoutMs) });
    return undefined;
  } catch (error) {
    const { name, code = "unknown error" } = error as NodeJS.ErrnoException;
    return `${url} accepts no connections (${name === "AbortError" ? "ETIMEDOUT" : code})`;
  } finally {
    socket.destroy();
  }
}
