import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listFiles } from "../files/list-files.ts";
import { packageFolder } from "../files/package-folder.ts";

/** What placeholders stand for: a text, or whether the lines that end with the placeholder are kept. */
export type TemplateValues = Readonly<Record<string, string | boolean>>;

/**
 * Fills in the templates in a folder. They are ordinary files with a few placeholders, `__scope__`. A name that begins with
 * `_` begins with a dot in the output, because npm doesn't pack some files whose name does. A name loses `.template` at its
 * end: tools take a package.json for that of a package, also in a folder of another package.
 *
 * @param folder - from `templates/`: `packages/types`
 * @returns the files' texts by path from the folder
 * @throws RangeError if a placeholder has no value
 */
export async function fillTemplates(folder: string, values: TemplateValues): Promise<Map<string, string>> {
  const templates = join(packageFolder, "templates", folder);
  const files = (await listFiles(templates)).map(async (path): Promise<[string, string]> => {
    const text = await readFile(join(templates, path), "utf8");
    return [
      path.replaceAll(/(?<=^|[\\/])_|\.template$/g, (part) => (part === "_" ? "." : "")),
      fillTemplate(text, values),
    ];
  });
  return new Map(await Promise.all(files));
}

/**
 * Fills in a template.
 *
 * @throws RangeError if a placeholder has no value
 */
export function fillTemplate(text: string, values: TemplateValues): string {
  const lines = text.split("\n").flatMap((line) => keepLine(line, values));
  return lines.join("\n").replaceAll(/__([A-Za-z]+)__/g, (_, name: string) => String(find(name, values)));
}

/** Applies the flag at the end of a line, which can be in a comment. */
function keepLine(line: string, values: TemplateValues): string[] {
  const [flag, name = ""] = /(?: \/\/)? __([A-Za-z]+)__$/.exec(line) ?? [];
  const value = flag === undefined ? undefined : find(name, values);
  if (flag === undefined || typeof value === "string") {
    return [line];
  }
  return value ? [line.slice(0, -flag.length)] : [];
}

function find(name: string, values: TemplateValues): string | boolean {
  const value = values[name];
  if (value === undefined) {
    throw new RangeError(`The placeholder __${name}__ has no value.`);
  }
  return value;
}
