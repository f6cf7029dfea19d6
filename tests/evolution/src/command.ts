import { formatTable, Progress, runCommand, UsageError } from "@eks-auth/codegen/terminal";
import { changes, invalidChanges } from "./catalogue/catalogue.ts";
import { type EvolveOptions, parseOptions, selectChanges } from "./options.ts";

const help = `Tests changes of the model in a copy of the repository. Each change is followed from the edit to a call over HTTP:
generate, build and type-check the packages, implement the stub, and call it with the client. The bump that model:diff
requires must be the expected one. The generator must reject invalid changes and write nothing.

Usage: npm run evolve [-- OPTION]

  --only NAME  test only this change; repeat it for several, or use a star: 'type-*'
  --json       print JSON instead of a table
  --write      write the table to docs/versioning.md; not with --only
  --list       list the changes without testing them
  --help       show this text

In the table, "breaks" lists the packages whose users' programs no longer compile, and "fails" the side that the other
side no longer understands: the old client with the new stub, or the old stub with the new client. They need a major bump.

Needs Java 17 or newer, and Maven the first time. All changes take some minutes.

Exit codes:
  0  every change passed
  1  a change failed, or its edit no longer matches the model
  2  unknown option or name

Examples:
  npm run evolve                                      after a change of the generator
  npm run evolve -- --only union --only 'rename-*'    during development
  npm run --silent evolve -- --json | jq '.changes[] | select(.problems != [])'
  npm run evolve -- --write                           after a change of the catalogue or of its results
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

/** Runs the command. The TypeScript compiler is slow to load, so it is loaded only if changes are tested. */
async function run(options: EvolveOptions, selected: typeof all): Promise<number> {
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  if (options.list) {
    const rows = selected.map(({ name, description }) => [name, description]);
    process.stdout.write(formatTable(["change", "description"], rows));
    return 0;
  }
  const results = await testChanges(selected);
  const { renderJson, renderTable, writeDocumentation } = await import("./report.ts");
  process.stdout.write(options.json ? renderJson(results) : renderTable(results, process.stdout));
  if (options.write) {
    await writeDocumentation(results);
  }
  return results.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

async function testChanges(selected: typeof all) {
  const { runCatalogue } = await import("./run-catalogue.ts");
  const progress = new Progress();
  try {
    return await runCatalogue(selected, (step) => progress.show(step));
  } finally {
    progress.clear();
  }
}
