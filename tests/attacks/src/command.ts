import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";

const help = `Attacks \`eks-auth serve\` and \`eks-auth agent\` over real HTTP with real keys, while a well-behaved client sends
requests, and prints for each attack how many of its requests were answered, the worst latency, and a verdict.

Usage: npm run test:attacks [-- OPTION...]

  --short  fewer connections, requests and entries
  --help   this text

All processes run on this machine and listen on loopback addresses.

Exit codes: 0 every attack was withstood; 1 an attack succeeded; 2 unknown option.

Examples:
  npm run test:attacks              every attack at full strength, in minutes
  npm run test:attacks -- --short   what CI runs
`;

await runCommand(() =>
  runWithFlags(help, ["short"], async (given) => {
    process.env.ATTACKS_FORM = given.has("short") ? "short" : "full";
    // Loading vitest takes longer than --help.
    const { runTests } = await import("@eks-auth/test-kit/vitest");
    return runTests(new URL("../vitest.attacks.config.ts", import.meta.url));
  }),
);
