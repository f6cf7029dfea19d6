import { fileURLToPath } from "node:url";
import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { startVitest } from "vitest/node";

const help = `Has AWS SDKs, as they come from their registries, get and refresh credentials from the agent, and prints what
they do about each error.

Usage: npm run test:sdks [-- OPTION...]

  --short  first credentials, a renewed token and one error for each SDK
  --help   this text

Python 3.11, Go 1.24, Java 17 and Maven, or newer, are needed for all; an SDK that this machine lacks one for is skipped, but
not where CI is set. The SDKs are fetched the first time, into packages/sdks/build.

Exit codes: 0 all is as it should be; 1 a test failed; 2 a wrong option.
`;

await runCommand(() =>
  runWithFlags(help, ["short"], async (given) => {
    process.env.SDKS_FORM = given.has("short") ? "short" : "full";
    const root = fileURLToPath(new URL("../..", import.meta.url));
    const vitest = await startVitest("test", [], { root, run: true });
    await vitest.close();
    return Number(process.exitCode ?? 0);
  }),
);
