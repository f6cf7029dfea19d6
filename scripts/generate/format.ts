import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { Failure } from "../failure.ts";
import { root } from "../root.ts";

const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");

/**
 * Formats TypeScript as the rest of the repository is formatted.
 *
 * @param files - texts by path; the path decides which settings apply
 */
export async function formatTypeScript(files: Readonly<Record<string, string>>): Promise<[string, string][]> {
  return Promise.all(Object.entries(files).map(async ([path, code]) => [path, await format(path, code)]));
}

async function format(path: string, code: string): Promise<string> {
  const child = spawn(process.execPath, [biome, "format", `--stdin-file-path=${path}`], { cwd: root });
  child.stdin.end(code);
  const [formatted, complaint, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once("close", resolve)),
  ]);
  if (exitCode !== 0) {
    throw new Failure(
      `Biome could not format the generated ${path}:\n${complaint.trim()}\nThis is a fault of the generator.`,
    );
  }
  return formatted;
}
