import type { IncomingMessage } from "node:http";

/**
 * Reads the first header of a name. It looks into what was received: `request.headers` would be made of all headers, for
 * the two that the agent reads.
 *
 * @param name - in small letters
 * @returns `undefined` where there is none
 */
export function readHeader({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const candidate = rawHeaders[index];
    if (candidate?.length === name.length && candidate.toLowerCase() === name) {
      return rawHeaders[index + 1];
    }
  }
  return undefined;
}
