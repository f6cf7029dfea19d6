import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";

const help = `Tests with a real Kubernetes API server.

Usage: npm run test:kubernetes [-- OPTION...]

  --short  shorter loads and waits
  --help   this text

The first run builds Kubernetes from source, which takes some minutes, and keeps it in $EKS_AUTH_CACHE or
~/.cache/eks-auth. A test whose tool is missing is skipped; if CI is set, that is a failure.

Exit codes: 0 success; 1 a test failed; 2 unknown option.

Examples:
  npm run test:kubernetes              everything
  npm run test:kubernetes -- --short   what CI runs
`;

await runCommand(() =>
  runWithFlags(help, ["short"], async (given) => {
    process.env.KUBERNETES_TESTS_FORM = given.has("short") ? "short" : "full";
    // Loading vitest takes longer than --help.
    const { runTests } = await import("@eks-auth/test-kit/vitest");
    return runTests(new URL("../vitest.api.config.ts", import.meta.url));
  }),
);
