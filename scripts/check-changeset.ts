import { checkChangeset } from "@eks-auth/codegen/commands/check-changeset";
import { runCommand } from "@eks-auth/codegen/terminal";

await runCommand(checkChangeset);
