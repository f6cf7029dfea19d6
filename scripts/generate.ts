import { generate } from "@eks-auth/codegen/commands/generate";
import { runCommand } from "@eks-auth/codegen/terminal";
import { buildRuntime } from "./build-runtime.ts";
import { readInvocation } from "./invocation.ts";

await runCommand(() => generate(readInvocation(), buildRuntime));
