import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";

const help = `Tests with a real Kubernetes API server, and on a whole real node.

Usage: npm run test:kubernetes [-- OPTION...]

  --short  without waits of minutes
  --help   this text

The first run builds Kubernetes from source, which takes some minutes, and keeps it in $EKS_AUTH_CACHE or
~/.cache/eks-auth. It needs Go; a node also needs Debian, root and cgroups of version 1. A test whose tool is missing is
skipped; if CI is set, that is a failure.

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
    const api = await runTests(new URL("../vitest.api.config.ts", import.meta.url));
    const node = await runTests(new URL("../vitest.node.config.ts", import.meta.url));
    return Math.max(api, node);
  }),
);
