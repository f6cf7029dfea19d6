import { formatMarkdownTable, formatTable } from "@eks-auth/codegen/terminal";
import { writeSection } from "@eks-auth/test-kit/repository";
import type { Reporter, TestModule } from "vitest/node";
import { arrangeCells, type Cell, isExpected, tables } from "./cells.ts";

declare module "vitest" {
  interface TaskMeta {
    /** The cell that the test is a check of. */
    cell?: Cell;
  }
}

/** Prints the cells of a test run as tables, and writes the tables to docs/releasing.md on request. */
export class CellReporter implements Reporter {
  readonly #isWriting: boolean;

  /** @param isWriting - whether to write the tables whose cells are all as expected */
  constructor(isWriting: boolean) {
    this.#isWriting = isWriting;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const cells = tests.flatMap((test) => test.meta().cell ?? []);
    for (const [name, heading] of Object.entries(tables)) {
      const own = cells.filter(({ table }) => table === name);
      if (own.length === 0) {
        continue;
      }
      const { headings, rows, notes } = arrangeCells(heading, own);
      const list = notes.map((note, index) => `(${index + 1}) ${note}\n`).join("");
      process.stdout.write(`\n${formatTable(headings, rows)}${list && `\n${list}`}`);
      if (this.#isWriting && own.every(isExpected)) {
        const markdown = notes.map((note, index) => `${index + 1}. ${note}\n`).join("");
        await writeSection("docs/releasing.md", name, `${formatMarkdownTable(headings, rows)}\n${markdown}`);
        process.stdout.write("Wrote docs/releasing.md.\n");
      }
    }
  }
}
