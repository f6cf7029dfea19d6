import { changeset } from "@eks-auth/codegen/commands/changeset";
import { runCommand } from "@eks-auth/codegen/terminal";
import { readInvocation } from "./invocation.ts";

await runCommand(() => changeset(readInvocation()));
