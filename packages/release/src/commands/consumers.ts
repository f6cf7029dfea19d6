import { runCommand } from "@eks-auth/codegen/terminal";
import { tryConsumers } from "../consumers/try-consumers.ts";
import { runCellCommand } from "../report/run-cell-command.ts";
import { nodeVersions, typeScriptVersions } from "../tools/tools.ts";

const help = `Packs the packages, installs them into an empty project, and uses them there: on each Node.js that is promised, and
with each TypeScript in use, every declaration checked.

Usage: npm run test:consumers [-- OPTION...]

  --json    print the cells as JSON, and nothing else, to standard output
  --write   write the table into docs/releasing.md
  --help    show this text

A cell "works"; or it "can't work", for a reason that is known, and fails in the way that is known; or its version is
"not available" from this machine's registry.

Exit codes: 0 all is as it should be; 1 a cell fails, or works where it is said that it can't; 2 a wrong option.

Examples:
  npm run test:consumers                       all cells, in some minutes the first time
  npm run --silent test:consumers -- --json    for machines
`;

await runCommand(() =>
  runCellCommand({
    help,
    heading: "consumer",
    section: "consumers",
    work: (show) => tryConsumers({ node: nodeVersions, typeScript: typeScriptVersions }, show),
  }),
);
