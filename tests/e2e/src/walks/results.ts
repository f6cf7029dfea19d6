import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { formatTable } from "@eks-auth/codegen/terminal";
import { type WalkDefinition, type WalkResult, walkResults } from "@eks-auth/test-kit/walk";
import { walks } from "@eks-auth/test-kit/walks";
import { readStatedMinutes, writeStatedMinutes } from "./stated-time.ts";

/** Removes the results of earlier walks. */
export async function clearResults(): Promise<void> {
  await rm(walkResults, { recursive: true, force: true });
}

/** Writes the time of each walk that came to its end to its page. */
export async function writeTimes(): Promise<void> {
  for (const { definition, seconds } of await readResults()) {
    await writeStatedMinutes(definition, seconds);
  }
}

/** Formats a table of the walks that came to their end. */
export async function formatResults(): Promise<string> {
  const rows: string[][] = [];
  for (const { definition, steps, seconds } of await readResults()) {
    const stated = `${await readStatedMinutes(definition)} min`;
    rows.push([definition.name, definition.page, String(steps), seconds.toFixed(1), stated]);
  }
  return formatTable(["walk", "page", "steps", "seconds", "the page says"], rows);
}

async function readResults(): Promise<(WalkResult & { readonly definition: WalkDefinition })[]> {
  const files = await readdir(walkResults).catch(() => []);
  const results = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(join(walkResults, file), "utf8")) as WalkResult),
  );
  return Object.values(walks).flatMap((definition) =>
    results.filter(({ name }) => name === definition.name).map((result) => ({ ...result, definition })),
  );
}
