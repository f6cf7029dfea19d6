import { type SmithyCli, SmithyFailure } from "../../smithy/cli.ts";
import { parseCsv } from "./csv.ts";

/** What Smithy's own diff says, or why it was not asked. */
export type SmithyDiff = { readonly events: readonly DiffEvent[] } | { readonly skipped: string };

/** @see https://smithy.io/2.0/guides/smithy-cli/cli_diff.html */
export interface DiffEvent {
  readonly severity: "NOTE" | "WARNING" | "DANGER" | "ERROR";
  readonly event: string;
  readonly shape: string;
  readonly message: string;
}

/**
 * Asks the Smithy CLI what differs between two models.
 *
 * @param old - the file of the older model, in JSON AST
 * @param now - the file of the newer one
 * @throws SmithyFailure where a model is not valid, or the CLI fails
 */
export async function runSmithyDiff(smithy: SmithyCli, old: string, now: string): Promise<DiffEvent[]> {
  const files = ["--mode", "arbitrary", "--old", old, "--new", now];
  const format = ["--quiet", "--severity", "NOTE", "--format", "csv"];
  const output = await smithy
    .run("diff", ["--config", "model/smithy-build.json", ...format, ...files])
    .catch((error) => {
      // It exits with 1 where an event is an error, which is an answer.
      if (error instanceof SmithyFailure && error.output.startsWith("severity,")) {
        return error.output;
      }
      throw error;
    });
  const [, ...rows] = parseCsv(output);
  return rows.map(([severity, event = "", shape = "", , , , message = ""]) => ({
    severity: severity as DiffEvent["severity"],
    event,
    shape,
    // Smithy writes a line break as a backslash and an n; a table has no room for either.
    message: message.replace(/(?:\\n|\s)+/g, " ").trim(),
  }));
}
