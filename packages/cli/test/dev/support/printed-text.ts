import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** The text between two others. */
export function between(text: string, start: string, end: string): string {
  return text.slice(text.indexOf(start) + start.length, text.indexOf(end));
}

/** The service's URL in the instructions of `eks-auth dev`. */
export function endpointIn(output: string): string {
  return /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? "";
}

/** The token file in the instructions of `eks-auth dev`. */
export function tokenFileIn(output: string): string {
  return /token file {4}(\S+)/.exec(output)?.[1] ?? "";
}

/**
 * Runs the curl command in the instructions of `eks-auth dev`. The first request may be refused: it fetches the keys.
 */
export async function runCurl(output: string): Promise<unknown> {
  const { stdout } = await execute("sh", ["-c", between(output, "with curl:", "or with TypeScript:")]);
  return JSON.parse(stdout);
}
