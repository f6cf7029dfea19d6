import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { type WalkDefinition, WalkError } from "@eks-auth/test-kit/walk";

/** Its words can be on two lines. */
const sentence = /(The\s+commands\s+take\s+about\s+)(\d+)(\s+)minutes?\./;

/**
 * Reads how long a page says that its commands take.
 *
 * @returns minutes
 * @throws {WalkError} if it does not say so below the walk's first heading
 */
export async function readStatedMinutes({ page, start }: WalkDefinition): Promise<number> {
  const [, , minutes] = sentence.exec(findSection(await readFile(join(root, page), "utf8"), start)) ?? [];
  if (minutes === undefined) {
    throw new WalkError(
      "step_missing",
      `${page} does not say how long "${start}" takes. Add "The commands take about 1 minute." below that heading.`,
    );
  }
  return Number(minutes);
}

/**
 * Writes three times the measured time to the page of a walk, because a reader's machine can be slower.
 *
 * @param seconds - what the commands took
 */
export async function writeStatedMinutes({ page, start }: WalkDefinition, seconds: number): Promise<void> {
  const path = join(root, page);
  const content = await readFile(path, "utf8");
  const section = findSection(content, start);
  const minutes = minutesFor(seconds);
  const stated = section.replace(sentence, `$1${minutes}$3minute${minutes === 1 ? "" : "s"}.`);
  await writeFile(
    path,
    content.replace(section, () => stated),
  );
}

/** Three times the measured seconds, in whole minutes. */
export function minutesFor(seconds: number): number {
  return Math.max(1, Math.ceil((3 * seconds) / 60));
}

/** The text below a heading, up to the next one. Empty if there is no such heading. */
function findSection(content: string, heading: string): string {
  const lines = content.split("\n");
  const start = lines.findIndex((line) => line.replace(/^#+ /, "") === heading && line.startsWith("#"));
  const end = lines.findIndex((line, index) => index > start && /^##+ /.test(line));
  return start === -1 ? "" : lines.slice(start, end === -1 ? undefined : end).join("\n");
}
