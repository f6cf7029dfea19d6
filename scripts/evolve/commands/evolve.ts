import { UsageError } from "@eks-auth/codegen/commands/generate";
import { formatTable, Progress, runCommand } from "@eks-auth/codegen/terminal";
import { changes, invalidChanges } from "../catalogue/catalogue.ts";
import { help } from "../help.ts";
import { type EvolveOptions, parseOptions, selectChanges } from "../options.ts";

const all = [...changes, ...invalidChanges];

await runCommand(async () => {
  try {
    const options = parseOptions(process.argv.slice(2));
    return await run(options, selectChanges(all, options.only));
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    process.stderr.write(`error: ${error.message}\n\n${help}`);
    return 2;
  }
});

/** The compiler, which takes long to load, is loaded where a change is tried. */
async function run(options: EvolveOptions, chosen: typeof all): Promise<number> {
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  if (options.list) {
    process.stdout.write(
      formatTable(
        ["change", "what it does"],
        chosen.map(({ name, what }) => [name, what]),
      ),
    );
    return 0;
  }
  const results = await tryAll(chosen);
  if (options.json) {
    process.stdout.write((await import("../report/json.ts")).renderJson(results));
  } else {
    process.stdout.write((await import("../report/terminal.ts")).renderTable(results, process.stdout));
  }
  if (options.write) {
    await (await import("../report/documentation.ts")).writeDocumentation(results);
  }
  return results.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

async function tryAll(chosen: typeof all) {
  const { runCatalogue } = await import("../run-catalogue.ts");
  const progress = new Progress();
  try {
    return await runCatalogue(chosen, (step) => progress.show(step));
  } finally {
    progress.clear();
  }
}
