import { formatMarkdownTable, formatTable } from "@eks-auth/benchmarks/src/report/table.ts";
import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { judgeSizes } from "../quality/judge-sizes.ts";
import { sizeLimits } from "../quality/size-limits.ts";
import { tabulateSizes } from "../report/size-table.ts";
import { writeSection } from "../report/write-section.ts";

const help = `Measures how many bytes each entry point of the packages is with all that it imports, and compares that with its limit.

Usage: npm run sizes [-- OPTION...]

  --json    print the sizes as JSON, and nothing else, to standard output
  --write   write the table into docs/releasing.md
  --help    show this text

The limits are in packages/release/src/quality/size-limits.ts. \`npm test\` holds the packages to them.

Exit codes: 0 all are within their limits; 1 one is not, or has none; 2 a wrong option.

Examples:
  npm run sizes                      after a change of dependencies
  npm run --silent sizes -- --json   for machines
`;

await runCommand(() =>
  runWithFlags(help, ["json", "write"], async (given) => {
    const sizes = await judgeSizes(sizeLimits);
    const holds = sizes.every((size) => size.holds);
    const table = tabulateSizes(sizes);
    process.stdout.write(
      given.has("json") ? `${JSON.stringify({ ok: holds, sizes }, null, 2)}\n` : formatTable(table),
    );
    if (given.has("write") && holds) {
      await writeSection("docs/releasing.md", "sizes", formatMarkdownTable(table));
    }
    return holds ? 0 : 1;
  }),
);
