import { InvalidArgumentError } from "commander";

/**
 * Reads the number of a port from the command line.
 *
 * @throws InvalidArgumentError where it is none
 */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  }
  return port;
}
