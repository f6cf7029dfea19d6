import { UsageError } from "@eks-auth/codegen/commands/generate";
import { formatTable, Progress, runCommand } from "@eks-auth/codegen/terminal";
import { changes, invalidChanges } from "./catalogue/catalogue.ts";
import { type EvolveOptions, parseOptions, selectChanges } from "./options.ts";

/** What `--help` prints. */
export const help = `Changes the model in every way of a catalogue, in a copy of the repository, and follows each change to a call over HTTP:
generates, builds and type-checks the packages, implements the stub, calls it with the client, and compares the bump
that model:diff forces with the one that the change needs. Invalid changes have to be refused, and to leave nothing behind.

Usage: npm run evolve [-- OPTION]

  --only NAME  this change alone; may be given several times, and as a part with a star: 'type-*'
  --json       print JSON instead of a table
  --write      write the table to docs/versioning.md; not together with --only
  --list       print the changes, and try none
  --help       show this text

In the table, breaks names the packages whose users no longer compile: for these, a bump has to be major.

Needs Java 17 or newer, and Maven the first time. All changes take some minutes.

Exit codes:
  0  each change was followed, or refused, as it has to be
  1  one was not, or its edit no longer fits the model
  2  an option or a name is not known

Examples:
  npm run evolve                                      after a change of the generator
  npm run evolve -- --only union --only 'rename-*'    while you work on it
  npm run --silent evolve -- --json | jq '.changes[] | select(.problems != [])'
  npm run evolve -- --write                           after a change of the catalogue, or of what it gives
`;

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
    process.stdout.write((await import("./report.ts")).renderJson(results));
  } else {
    process.stdout.write((await import("./report.ts")).renderTable(results, process.stdout));
  }
  if (options.write) {
    await (await import("./report.ts")).writeDocumentation(results);
  }
  return results.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

async function tryAll(chosen: typeof all) {
  const { runCatalogue } = await import("./run-catalogue.ts");
  const progress = new Progress();
  try {
    return await runCatalogue(chosen, (step) => progress.show(step));
  } finally {
    progress.clear();
  }
}
