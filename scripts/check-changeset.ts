import { checkChangeset } from "@eks-auth/codegen/commands/check-changeset";
import { runCommand } from "@eks-auth/codegen/terminal";
import { readInvocation } from "./invocation.ts";

await runCommand(() => checkChangeset(readInvocation()));
