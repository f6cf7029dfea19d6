import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { manifestsFolder } from "./manifests.ts";
import { readValueComments } from "./value-comments.ts";
import { describeSchema } from "./values-schema.ts";

const chart = "deploy/charts/eks-auth";

/**
 * Updates what follows from the version of the command, and from the comments of `values.yaml`.
 *
 * @returns the files' contents by their paths from the root
 */
export async function updateChartFiles(): Promise<Map<string, string>> {
  const { version } = JSON.parse(await read("packages/cli/package.json"));
  const removeAddresses = `${manifestsFolder}/remove-addresses.yaml`;
  const schema = JSON.parse(await read(`${chart}/values.schema.json`));
  const comments = readValueComments(await read(`${chart}/values.yaml`));
  return new Map([
    [
      `${chart}/Chart.yaml`,
      (await read(`${chart}/Chart.yaml`)).replaceAll(/^(version|appVersion): .*$/gm, `$1: ${version}`),
    ],
    [`${chart}/values.schema.json`, `${JSON.stringify(describeSchema(schema, comments), null, 2)}\n`],
    [removeAddresses, (await read(removeAddresses)).replaceAll(/^( +image: eks-auth:).*$/gm, `$1${version}`)],
  ]);
}

function read(path: string): Promise<string> {
  return readFile(join(root, path), "utf8");
}
