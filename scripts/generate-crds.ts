import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { createDefinitions, fileNameOf, formatTemplate } from "@eks-auth/service/resource-definitions";
import { root } from "./root.ts";

const folder = "deploy/charts/eks-auth/templates/crds";

const help = `Writes the CustomResourceDefinitions of the associations to ${folder}/. They are made
from the schema of association files, packages/service/src/associations/file/entry.ts. \`npm test\` checks that they are
up to date.

Usage: npm run generate:crds [-- OPTION]

  --help  show this text

Exit codes: 0 written; 2 an unknown option.

Examples:
  npm run generate:crds    after a change of the schema
`;

await runCommand(() =>
  runWithFlags(help, [], async () => {
    await mkdir(join(root, folder), { recursive: true });
    for (const definition of createDefinitions()) {
      const path = `${folder}/${fileNameOf(definition)}`;
      await writeFile(join(root, path), formatTemplate(definition));
      process.stdout.write(`${path}\n`);
    }
    return 0;
  }),
);
