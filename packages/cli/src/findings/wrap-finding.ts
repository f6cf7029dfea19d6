import { wrapWords } from "../core/help-text.ts";

/** A command that a finding or a remedy ends with, after a colon. */
const commandAtEnd = /(?<=:) (?=(?:eks-auth|kubectl|ip|helm) [a-z])/;

/**
 * Wraps a text of a finding at words. A command at its end gets its own line, and stays whole, so that it can be pasted.
 *
 * @param indentation - of each line but the first, which follows other text of the same length
 * @param width - in columns
 */
export function wrapFinding(text: string, indentation: string, width: number): string {
  const [prose = "", ...commands] = text.split(commandAtEnd);
  const lines = wrapWords(prose.split(" "), { indentation, hanging: "", end: "", width });
  return [lines.slice(indentation.length), ...commands.map((command) => indentation + command)].join("\n");
}
