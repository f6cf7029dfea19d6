import { changeset } from "@eks-auth/codegen/commands/changeset";
import { runCommand } from "@eks-auth/codegen/terminal";
import { root } from "./root.ts";

await runCommand(() => changeset(root));
