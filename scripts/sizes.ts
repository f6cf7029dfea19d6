import { formatMarkdownTable, formatTable, runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { writeSection } from "@eks-auth/test-kit/repository";
import { checkSizes, listSizes, measureSizes } from "./release/bundle-sizes.ts";

const help = `Measures each entry point of the published packages, in bytes and with everything that it imports, and compares it
with its limit.

Usage: npm run sizes [-- OPTION...]

  --json    print only JSON to standard output
  --write   write the table to docs/releasing.md
  --help    show this text

The limits are in scripts/release/bundle-sizes.ts. \`npm test\` checks them too.

Exit codes: 0 all are within their limits; 1 an entry point is over its limit, or has none; 2 an unknown option.

Examples:
  npm run sizes                      after a change of dependencies
  npm run --silent sizes -- --json   for programs
`;

await runCommand(() =>
  runWithFlags(help, ["json", "write"], async (given) => {
    const sizes = checkSizes(await measureSizes());
    const ok = sizes.every(({ isWithinLimit }) => isWithinLimit);
    const table = listSizes(sizes);
    process.stdout.write(
      given.has("json") ? `${JSON.stringify({ ok, sizes }, null, 2)}\n` : formatTable(...table),
    );
    if (given.has("write") && ok) {
      await writeSection("docs/releasing.md", "sizes", formatMarkdownTable(...table));
      process.stderr.write("Wrote docs/releasing.md.\n");
    }
    return ok ? 0 : 1;
  }),
);
