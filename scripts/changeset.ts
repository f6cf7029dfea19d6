import { changeset } from "@eks-auth/codegen/commands/changeset";
import { runCommand } from "@eks-auth/codegen/terminal";

await runCommand(changeset);
