import { checkChangeset } from "@eks-auth/codegen/commands/check-changeset";
import { runCommand } from "@eks-auth/codegen/terminal";
import { root } from "./root.ts";

await runCommand(() => checkChangeset(root));
