import { readFile, writeFile } from "node:fs/promises";
import { chartFile } from "./chart-files.ts";
import { readValueComments } from "./value-comments.ts";
import { describeSchema } from "./values-schema.ts";

/** Writes the comments of `values.yaml` into `values.schema.json`. */
export async function updateSchema(): Promise<void> {
  const file = chartFile("values.schema.json");
  const comments = readValueComments(await readFile(chartFile("values.yaml"), "utf8"));
  const schema = describeSchema(JSON.parse(await readFile(file, "utf8")), comments);
  await writeFile(file, `${JSON.stringify(schema, null, 2)}\n`);
}
