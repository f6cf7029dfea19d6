import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";

const help = `Tests how the service is operated: between network namespaces, under overload, behind proxies, as an image and a
systemd unit, and by the commands of docs/operating.md.

Usage: npm run test:operations [-- OPTION...]

  --short  shorter loads
  --help   this text

All processes run on this machine, on loopback addresses or in their own network namespaces. A test whose tool is
missing is skipped; if CI is set, that is a failure.

Exit codes: 0 success; 1 a test failed; 2 unknown option.

Examples:
  npm run test:operations              everything, in minutes
  npm run test:operations -- --short   what CI runs
`;

await runCommand(() =>
  runWithFlags(help, ["short"], async (given) => {
    process.env.OPERATIONS_FORM = given.has("short") ? "short" : "full";
    // Loading vitest takes longer than --help.
    const { runTests } = await import("@eks-auth/test-kit/vitest");
    return runTests(new URL("../vitest.operations.config.ts", import.meta.url));
  }),
);
