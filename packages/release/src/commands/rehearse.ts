import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatMarkdownTable, formatTable } from "@eks-auth/benchmarks/src/report/table.ts";
import { CommandError, runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { rehearse } from "../rehearsal/rehearse.ts";
import { type Step, Steps } from "../rehearsal/steps.ts";
import { tabulateSteps } from "../report/step-table.ts";
import { writeSection } from "../report/write-section.ts";

const help = `Rehearses a release, from a clone of the last commit, to a registry that runs on this machine alone: version, build,
pack, publish, install; then changes the model, releases again, and upgrades. Nothing here changes, and nothing is
published anywhere else.

Usage: npm run release:rehearse [-- OPTION...]

  --uncommitted  take along what is not committed
  --keep         leave the folder with the clone, the registry and the consumer, and say where it is
  --json         print the steps as JSON, and nothing else, to standard output
  --write        write the table into docs/versioning.md
  --help         show this text

Without Java there is no second release; the table says so.

Exit codes: 0 all steps went well; 1 a step failed; 2 a wrong option.

Examples:
  npm run release:rehearse                          before a release
  npm run release:rehearse -- --uncommitted --keep  while you change how releases are made
`;

await runCommand(() => runWithFlags(help, ["uncommitted", "keep", "json", "write"], main));

async function main(given: ReadonlySet<string>): Promise<number> {
  const steps = new Steps((line) => process.stderr.write(line));
  // Not below this repository: what the clone or the consumer lacks would be found in our node_modules.
  const folder = await mkdtemp(join(tmpdir(), "eks-auth-rehearsal-"));
  let failure: CommandError | undefined;
  try {
    await rehearse({ folder, withUncommitted: given.has("uncommitted") }, steps);
  } catch (error) {
    if (!(error instanceof CommandError)) {
      throw error;
    }
    failure = error;
  } finally {
    if (given.has("keep")) {
      process.stderr.write(`Everything is in ${folder}.\n`);
    } else {
      await rm(folder, { recursive: true, force: true });
    }
  }
  const table = tabulateSteps(steps.taken);
  if (given.has("json")) {
    process.stdout.write(`${JSON.stringify({ ok: failure === undefined, steps: steps.taken }, null, 2)}\n`);
  } else {
    process.stdout.write(`\n${formatTable(table)}${explainSkipped(steps.taken)}`);
  }
  if (failure !== undefined) {
    throw failure;
  }
  if (given.has("write")) {
    await writeSection("docs/versioning.md", "rehearsal", formatMarkdownTable(table));
  }
  return 0;
}

function explainSkipped(steps: readonly Step[]): string {
  const skipped = steps.filter(({ outcome }) => outcome === "skipped");
  return skipped.map(({ name, detail }) => `\nskipped: ${name}: ${detail}\n`).join("");
}
