import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { buildSite } from "./build-site.ts";
import { serveSite } from "./serve-site.ts";

const help = `Serves the documentation site on a free port of 127.0.0.1 until Ctrl-C. Pages follow changes of their files.

Usage: npm run docs
       npm run docs:build

  --build   write the site to docs/dist, and check every link and anchor
  --help    show this text

Exit codes: 0 done; 1 a link, an anchor or a page is not valid; 2 an unknown option.

Examples:
  npm run docs         while you write
  npm run docs:build   before a commit
`;

await runCommand(() =>
  runWithFlags(help, ["build"], (given) => (given.has("build") ? buildSite() : serveSite())),
);
