import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { clientPackageName, projectTarget } from "../emit/target.ts";
import { withTempFolder } from "../files/temp-folder.ts";
import type { JsonAst } from "../model/json-ast.ts";
import type { Project } from "../project/project.ts";
import { createBuildConfig } from "../smithy/build-config.ts";
import { buildModel } from "../smithy/build-model.ts";
import { type SmithyCli, SmithyError } from "../smithy/cli.ts";
import { readModelSource } from "../smithy/model-source.ts";

/** The result of Smithy's own diff, or the reason why it was skipped. */
export type SmithyDiff = { readonly events: readonly DiffEvent[] } | { readonly skipped: string };

/** @see https://smithy.io/2.0/guides/smithy-cli/cli_diff.html */
interface DiffEvent {
  readonly severity: "NOTE" | "WARNING" | "DANGER" | "ERROR";
  readonly event: string;
  readonly shape: string;
  readonly message: string;
}

/**
 * Compares two models with the Smithy CLI.
 *
 * @param model - the absolute path of the folder of the model, whose smithy-build.json names the artifacts with its traits
 * @param old - the file of the older model, in JSON AST
 * @param now - the file of the newer one
 * @throws SmithyError if a model is not valid, or the CLI fails
 */
export async function runSmithyDiff(
  smithy: SmithyCli,
  model: string,
  old: string,
  now: string,
): Promise<DiffEvent[]> {
  const { maven } = await readModelSource(model);
  const output = await withTempFolder(smithy.buildFolder, "diff", async (folder) => {
    const config = join(folder, "smithy-build.json");
    await writeFile(config, await createBuildConfig({ sources: [], imports: [], maven }));
    const files = ["--mode", "arbitrary", "--old", old, "--new", now];
    const format = ["--quiet", "--severity", "NOTE", "--format", "csv"];
    return smithy.run("diff", ["--config", config, ...format, ...files]).catch((error) => {
      // It exits with 1 if an event is an error: that is a valid result.
      if (error instanceof SmithyError && error.output.startsWith("severity,")) {
        return error.output;
      }
      throw error;
    });
  });
  const [, ...rows] = parseCsv(output);
  return rows.map(([severity, event = "", shape = "", , , , message = ""]) => ({
    severity: severity as DiffEvent["severity"],
    event,
    shape,
    // Smithy writes a line break as a backslash and an n; a table cell can contain neither.
    message: message.replace(/(?:\\n|\s)+/g, " ").trim(),
  }));
}

/** A cell with quotes, in which two quotes mean one, or without; and the separator after it. */
const cell = /(?:"((?:[^"]|"")*)"|([^,"\n]*))(,|\r?\n|$)/y;

/**
 * Parses CSV into rows of cells, including the heading.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  cell.lastIndex = 0;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) {
      break;
    }
    const [, quoted, plain = "", end] = match;
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ",") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

/**
 * Builds the model of a project and calls a function with it.
 *
 * @param work - gets the model, and the absolute path of a file with it, which exists only during the call
 * @throws SmithyError if the model is not valid
 */
export async function withBuiltModel<T>(
  smithy: SmithyCli,
  project: Project,
  work: (model: JsonAst, file: string) => Promise<T>,
): Promise<T> {
  const target = projectTarget(project);
  const { model, service, openApi } = target;
  const clientPackage = clientPackageName(target);
  const built = await buildModel(smithy, { model, service, openApi, clientPackage });
  return withTempFolder(smithy.buildFolder, "model-diff", async (folder) => {
    const file = join(folder, "model.json");
    await writeFile(file, built.modelText);
    return work(built.model, file);
  });
}
