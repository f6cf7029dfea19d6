import { version } from "@eks-auth/codegen/commands/version";
import { runCommand } from "@eks-auth/codegen/terminal";
import { root } from "./root.ts";

await runCommand(() => version(root));
