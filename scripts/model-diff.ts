import { diff } from "@eks-auth/codegen/commands/diff";
import { runCommand } from "@eks-auth/codegen/terminal";
import { root } from "./root.ts";

await runCommand(() => diff(root));
