import { diff } from "@eks-auth/codegen/commands/diff";
import { runCommand } from "@eks-auth/codegen/terminal";
import { readInvocation } from "./invocation.ts";

await runCommand(() => diff(readInvocation()));
