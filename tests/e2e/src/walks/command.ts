import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { clearResults, formatResults, writeTimes } from "./results.ts";

const help = `Follows the documentation as new readers do: each walk takes the commands and programs of a page, in its order, on a
clean clone. Prints how long they took, and what the page says.

Usage: npm run test:walks [-- OPTION...]

  --short  only the walks that no other command of CI follows; they share what they build, so they take less time
  --write  write three times the measured time to the pages, in whole minutes; run it on a quiet machine
  --help   this text

Needs network namespaces, Python 3.11 and Java 17; the node of tests/kubernetes also Go, Debian and root. A walk whose
tool is missing is skipped; if CI is set, that is a failure. A walk fails if its page lacks a step or the result is not
what the page promises, but not if it is slow.

Exit codes: 0 success; 1 a walk failed; 2 wrong options.

Examples:
  npm run test:walks              all walks
  npm run test:walks -- --write   also the times in the pages
`;

await runCommand(() =>
  runWithFlags(help, ["short", "write"], async (given) => {
    if (given.has("short") && given.has("write")) {
      process.stderr.write(`error: --write needs all walks: leave out --short\n\n${help}`);
      return 2;
    }
    process.env.WALKS_FORM = given.has("short") ? "short" : "full";
    await clearResults();
    // Loading vitest takes longer than --help.
    const { runTests } = await import("@eks-auth/test-kit/vitest");
    const exitCode = await runTests(new URL("../../vitest.walks.config.ts", import.meta.url));
    if (given.has("write")) {
      await writeTimes();
    }
    process.stdout.write(`\n${await formatResults()}`);
    return exitCode;
  }),
);
