import { type CredentialSource, makeAgentVariables } from "../sdk-environment/agent-variables.ts";
import { ignoreVariable } from "../sdk-environment/bring-sts.ts";
import { writeProxyBypass } from "../sdk-environment/bypass-proxy.ts";
import { rivalVariables } from "../sdk-environment/rival-variables.ts";

/** In characters. */
const maxWidth = 110;

/**
 * Writes the lines with which AWS SDKs take their credentials from an agent and from nowhere else, in any POSIX shell
 * and whatever its environment.
 */
export function writeShellLines(source: CredentialSource): readonly string[] {
  const assignments = Object.entries(makeAgentVariables(source)).map(
    ([name, value]) => `${name}=${/^[\w./:-]+$/.test(value) ? value : quoteForShell(value)}`,
  );
  return [
    ...fillLines("unset", [...rivalVariables, ignoreVariable]),
    ...fillLines("export", assignments),
    ...writeProxyBypass(new URL(source.credentialsUrl).hostname),
  ];
}

/** @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02_02 */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Repeats a command for as many lines as its words need. */
function fillLines(command: string, words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= maxWidth) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(`${command} ${word}`);
    }
  }
  return lines;
}
