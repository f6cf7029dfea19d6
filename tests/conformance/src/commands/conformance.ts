import { runWithFlags } from "@eks-auth/codegen/terminal";

const help = `Usage: npm run conformance [-- --json]

Runs Smithy's official restJson1 server tests against generated stubs of their models, with every adapter of
@eks-auth/server-runtime, and its client tests with light clients and the official client. Needs Java 17 or newer and, for the first run, Maven.

  --json  prints the result as JSON
  --help  prints this

Examples:
  npm run conformance                                   tables of our stubs and clients next to the official ones
  npm run --silent conformance -- --json | jq .failed   how many cases fail

Exit codes: 0 all passed, or skipped because Java or Maven is missing; 1 a case failed; 2 an invalid option.
`;

process.exitCode = await runWithFlags(help, ["json"], async (given) => {
  // Loading it takes longer than --help.
  const { runConformance } = await import("../run/conformance.ts");
  return runConformance(given.has("json"));
});
