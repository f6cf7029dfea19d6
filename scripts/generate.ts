import { generate } from "@eks-auth/codegen/commands/generate";
import { runCommand } from "@eks-auth/codegen/terminal";
import { buildRuntime } from "./build-runtime.ts";
import { forEachProject } from "./for-each-project.ts";

await runCommand(() => forEachProject((invocation) => generate(invocation, buildRuntime)));
