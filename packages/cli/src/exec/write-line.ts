import { stripVTControlCharacters, styleText } from "node:util";

/**
 * Tells the person at the terminal something, in a line of its own among those of the command.
 *
 * @param what - the kind of message, coloured on a terminal
 */
export function writeLine(what: string, message: string): void {
  const text = stripVTControlCharacters(message).replace(/\s*\n\s*/g, " ");
  process.stderr.write(`${styleText("yellow", `eks-auth: ${what}`, { stream: process.stderr })}  ${text}\n`);
}
