import { runHelm } from "./helm.ts";

/** The folder of the manifests for those without Helm, from the root. */
export const manifestsFolder = "deploy/kubernetes";

/** What is replaced before an install. The values pass the chart's schema. */
const placeholders = {
  cluster: { name: "CLUSTER_NAME", region: "aws-region-1", accountId: "000000000000" },
} as const;

const head = `# Made by \`npm run generate:manifests\` from deploy/charts/eks-auth. Do not edit.
# For those without Helm: see "Without Helm" in docs/kubernetes.md, which says what to replace.
`;

const namespace = `---
# The agent needs the node's network, so the namespace must be at the Pod Security level privileged.
apiVersion: v1
kind: Namespace
metadata:
  name: eks-auth
  labels:
    pod-security.kubernetes.io/enforce: privileged
`;

/**
 * Renders the chart with its defaults. The definitions of the resources are a file of their own, because who deletes
 * them deletes all associations.
 *
 * @returns the files' contents by their paths from the root
 */
export async function renderManifests(): Promise<Map<string, string>> {
  const { exitCode, stdout, stderr } = await runHelm(["template", "eks-auth"], placeholders, [
    "--namespace",
    "eks-auth",
    "--no-hooks",
    "--skip-tests",
  ]);
  if (exitCode !== 0) {
    throw new Error(stderr.trim());
  }
  const documents = stdout
    .split(/^---\n/m)
    .map(withoutHelm)
    .filter((text) => /^kind:/m.test(text));
  const isDefinition = (text: string): boolean => /^kind: CustomResourceDefinition$/m.test(text);
  const concat = (texts: readonly string[]): string => texts.map((text) => `---\n${text}`).join("");
  return new Map([
    [`${manifestsFolder}/crds.yaml`, `${head}${concat(documents.filter(isDefinition))}`],
    [
      `${manifestsFolder}/eks-auth.yaml`,
      `${head}${namespace}${concat(documents.filter((text) => !isDefinition(text)))}`,
    ],
  ]);
}

/** Removes what only Helm reads. */
function withoutHelm(text: string): string {
  const lines = text.split("\n").filter((line) => {
    return !/^# (Source: |Made by )|^ +(helm\.sh\/|app\.kubernetes\.io\/managed-by: Helm$)/.test(line);
  });
  const withoutEmpty = lines.join("\n").replaceAll(/^( *)annotations:\n(?!\1 )/gm, "");
  return `${withoutEmpty.trim()}\n`;
}
