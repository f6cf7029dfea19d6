import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";

const help = `Tests that AWS SDKs from their registries get and refresh credentials from the agent, and prints how each SDK
handles each error. Tests that AWS SDKs sign requests that \`eks-auth serve\` accepts, that they and the AWS CLI
manage associations by its EKS API, and that moto, an independent STS, issues the service credentials.

Usage: npm run test:sdks [-- OPTION...]

  --short  first credentials, a renewed token and one error for each SDK; signatures without Java and Rust; the EKS API
           with the AWS CLI, boto3 and JavaScript
  --help   this text

Needs Python 3.11, Go 1.24, Java 17, Maven and Rust 1.95, or newer. An SDK whose language is missing is skipped; if CI is set, that
is a failure. The first run fetches the SDKs into tests/e2e/build.

Exit codes: 0 success; 1 a test failed; 2 unknown option.

Examples:
  npm run test:sdks              the whole matrix
  npm run test:sdks -- --short   what CI runs
`;

await runCommand(() =>
  runWithFlags(help, ["short"], async (given) => {
    process.env.SDKS_FORM = given.has("short") ? "short" : "full";
    // Loading vitest takes longer than --help.
    const { runTests } = await import("@eks-auth/test-kit/vitest");
    return runTests(new URL("../../vitest.sdks.config.ts", import.meta.url));
  }),
);
