import { version } from "@eks-auth/codegen/commands/version";
import { runCommand } from "@eks-auth/codegen/terminal";

await runCommand(version);
