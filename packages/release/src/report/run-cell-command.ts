import { formatMarkdownTable, formatTable } from "@eks-auth/benchmarks/src/report/table.ts";
import { Progress, runWithFlags } from "@eks-auth/codegen/terminal";
import { type Cell, isGood } from "../consumers/cell.ts";
import { tabulateCells } from "./cell-table.ts";
import { writeSection } from "./write-section.ts";

/** A command that tries consumers and prints a table. */
export interface CellCommand {
  readonly help: string;
  /** What the rows of its table are. */
  readonly heading: string;
  /** The markers in docs/releasing.md that its table stands between. */
  readonly section: string;
  readonly work: (show: (step: string) => void) => Promise<Cell[]>;
}

/**
 * Runs a command that tries consumers, as its options say: `--json`, `--write` or `--help`.
 *
 * @returns the exit code: 1 where a cell is not as it should be, 2 where an option was refused
 */
export function runCellCommand({ help, heading, section, work }: CellCommand): Promise<number> {
  return runWithFlags(help, ["json", "write"], async (given) => {
    const progress = new Progress();
    const cells = await work((step) => progress.show(step)).finally(() => progress.clear());
    const { table, notes } = tabulateCells(heading, cells);
    const bad = cells.filter((cell) => !isGood(cell));
    if (given.has("json")) {
      process.stdout.write(`${JSON.stringify({ ok: bad.length === 0, cells }, null, 2)}\n`);
    } else {
      const list = notes.map((note, index) => `(${index + 1}) ${note}\n`).join("");
      process.stdout.write(`${formatTable(table)}${list && `\n${list}`}`);
    }
    if (given.has("write") && bad.length === 0) {
      const list = notes.map((note, index) => `${index + 1}. ${note}\n`).join("");
      await writeSection("docs/releasing.md", section, `${formatMarkdownTable(table)}\n${list}`);
    }
    if (bad.length > 0) {
      process.stderr.write(`error: ${bad.length} of ${cells.length} don't work; the notes say why.\n`);
    }
    return bad.length === 0 ? 0 : 1;
  });
}
