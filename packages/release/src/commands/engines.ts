import { runCommand } from "@eks-auth/codegen/terminal";
import { tryEngines } from "../engines/try-engines.ts";
import { runCellCommand } from "../report/run-cell-command.ts";

const help = `Packs the packages, installs them into an empty project, and uses them in other engines than Node.js: in a page of
Chromium, which calls a stub of another origin, in Bun, in Deno and in workerd, which runs Cloudflare's Workers.

Usage: npm run test:engines [-- OPTION...]

  --json    print the cells as JSON, and nothing else, to standard output
  --write   write the table into docs/releasing.md
  --help    show this text

Bun, Deno and workerd come from npm. Chromium is the one on PATH, or the one that the variable CHROMIUM names; without
it, its cell is "not available".

Exit codes: 0 all is as it should be; 1 a cell fails; 2 a wrong option.

Examples:
  npm run test:engines                                  all engines
  CHROMIUM=/opt/chrome/chrome npm run test:engines      with a browser of your own
`;

await runCommand(() => runCellCommand({ help, heading: "engine", section: "engines", work: tryEngines }));
