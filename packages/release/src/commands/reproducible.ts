import { formatMarkdownTable, formatTable, type Table } from "@eks-auth/benchmarks/src/report/table.ts";
import { Progress, runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { writeSection } from "../report/write-section.ts";
import { buildTwice, type TwoTarballs } from "../reproducible/build-twice.ts";

const help = `Builds the last commit twice, in two clones in different folders, and compares the packed packages byte by byte.

Usage: npm run test:reproducible [-- OPTION...]

  --uncommitted  take along what is not committed
  --json         print the digests as JSON, and nothing else, to standard output
  --write        write the table into docs/releasing.md
  --help         show this text

Exit codes: 0 the same bytes; 1 a package differs, or a build failed; 2 a wrong option.

Examples:
  npm run test:reproducible
`;

await runCommand(() =>
  runWithFlags(help, ["uncommitted", "json", "write"], async (given) => {
    const progress = new Progress();
    const packages = await buildTwice(given.has("uncommitted"), (step) => progress.show(step)).finally(() =>
      progress.clear(),
    );
    const isSame = packages.every((each) => each.isSame);
    const table = tabulate(packages);
    process.stdout.write(
      given.has("json") ? `${JSON.stringify({ ok: isSame, packages }, null, 2)}\n` : formatTable(table),
    );
    if (given.has("write") && isSame) {
      await writeSection("docs/releasing.md", "reproducible", formatMarkdownTable(table));
    }
    if (!isSame) {
      process.stderr.write(
        "error: a build depends on more than its commit. Unpack both tarballs and compare them.\n",
      );
    }
    return isSame ? 0 : 1;
  }),
);

function tabulate(packages: readonly TwoTarballs[]): Table {
  return {
    headings: ["package", "same bytes"],
    rows: packages.map(({ name, isSame }) => [name, isSame ? "yes" : "no"]),
  };
}
