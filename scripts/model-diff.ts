import { diff } from "@eks-auth/codegen/commands/diff";
import { runCommand } from "@eks-auth/codegen/terminal";

await runCommand(diff);
