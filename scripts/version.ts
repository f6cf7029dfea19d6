import { version } from "@eks-auth/codegen/commands/version";
import { runCommand } from "@eks-auth/codegen/terminal";
import { readInvocation } from "./invocation.ts";

await runCommand(() => version(readInvocation()));
