import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../root.ts";
import type { Change } from "../change.ts";
import { type Bumps, generatedPackages, packageKeys } from "../packages.ts";
import { ruleOf } from "../rules/rules.ts";
import { changesetFolder } from "./pending.ts";

/** The changeset that `npm run changeset:model` writes, and writes again: it has no words of people's to keep. */
export const modelChangeset = `${changesetFolder}/model-changes.md`;

/**
 * Writes the changeset for the changes since the last release.
 *
 * @param bumps - those that the changes ask for
 * @returns its text; `undefined` where the changes ask for nothing
 */
export function renderChangeset(changes: readonly Change[], bumps: Bumps): string | undefined {
  const releases = packageKeys
    .filter((key) => bumps[key] !== "none")
    .map((key) => `"${generatedPackages[key].name}": ${bumps[key]}`);
  if (releases.length === 0) {
    return undefined;
  }
  const lines = changes.map(({ rule, place, what }) => {
    const { todo } = ruleOf(rule);
    return `- \`${place}\`: ${asMarkdown(what)}.${todo === "" ? "" : ` ${todo}`}`;
  });
  return `---\n${releases.join("\n")}\n---\n\nWhat changed in the API:\n\n${lines.join("\n")}\n`;
}

/** Reads the changeset as it is; `undefined` where there is none. */
export async function readModelChangeset(): Promise<string | undefined> {
  const file = join(root, modelChangeset);
  return existsSync(file) ? readFile(file, "utf8") : undefined;
}

/**
 * Makes the changeset what it should be.
 *
 * @param text - `undefined` to remove it
 */
export async function writeModelChangeset(text: string | undefined): Promise<void> {
  const file = join(root, modelChangeset);
  if (text === undefined) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(join(root, changesetFolder), { recursive: true });
  await writeFile(file, text);
}

/** What holds values of the model, such as patterns, must not be read as Markdown. */
function asMarkdown(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return /[\\`*_<>[\]]/.test(text) ? `${fence}${text}${fence}` : text;
}
