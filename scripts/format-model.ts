import { withSmithy } from "@eks-auth/codegen/smithy";
import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { modelFolders, root } from "./root.ts";

const help = `Formats the files of the models, in model/ and eks-api/model/. Without Java it prints why it can't.

Usage: npm run format [-- OPTION]

  --help  show this text

Exit codes: 0 formatted, or skipped without Java; 1 a file is not valid; 2 an unknown option.

Examples:
  npm run format    formats TypeScript and JSON too
`;

await runCommand(() =>
  runWithFlags(help, [], async () => {
    await withSmithy(root, "formatted", async (smithy) => {
      for (const folder of modelFolders) {
        await smithy.run("format", [folder]);
      }
    });
    return 0;
  }),
);
