import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";

const help = `Sends good and bad requests to \`eks-auth serve\` for ten minutes, while keys, certificates, files, the audit log and STS
change and fail, and checks each answer, and that memory and file descriptors stay flat.

Usage: npm run test:soak [-- OPTION...]

  --short  30 seconds
  --help   this text

All processes run on this machine and listen on loopback addresses.

Exit codes: 0 success; 1 an answer was wrong, or something grew; 2 unknown option.

Examples:
  npm run test:soak              ten minutes
  npm run test:soak -- --short   what CI runs
`;

await runCommand(() =>
  runWithFlags(help, ["short"], async (given) => {
    process.env.SOAK_FORM = given.has("short") ? "short" : "full";
    // Loading vitest takes longer than --help.
    const { runTests } = await import("@eks-auth/test-kit/vitest");
    return runTests(new URL("../../vitest.soak.config.ts", import.meta.url));
  }),
);
