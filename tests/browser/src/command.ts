import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";

const help = `Tests the documentation site and the console of \`eks-auth dev\` in Chromium: errors, accessibility, narrow screens.

Usage: npm run test:browser [-- OPTION...]

  --short  of the site, only the pages to start with and one of each kind
  --help   this text

Needs Chromium: tests/browser/install-tools installs it on Debian. Without it, the tests are skipped; if CI is set, that
is a failure.

Exit codes: 0 success; 1 a test failed; 2 unknown option.

Examples:
  npm run test:browser              every page
  npm run test:browser -- --short   what CI runs
`;

await runCommand(() =>
  runWithFlags(help, ["short"], async (given) => {
    process.env.BROWSER_TESTS_FORM = given.has("short") ? "short" : "full";
    // Loading vitest takes longer than --help.
    const { runTests } = await import("@eks-auth/test-kit/vitest");
    return runTests(new URL("../vitest.browser.config.ts", import.meta.url));
  }),
);
