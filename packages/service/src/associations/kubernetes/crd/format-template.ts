import { dump } from "js-yaml";
import type { CustomResourceDefinition } from "./definition.ts";

const heading = `# Made by \`npm run generate:crds\` from packages/service/src/associations/file/entry.ts. Do not edit.
# Helm keeps it when the release is uninstalled, because the associations would be deleted with it.
`;

const labels = `  labels:
    {{- include "eks-auth.labels" (list . "crds") | nindent 4 }}
`;

/** Formats a definition as a template of the chart, which adds the labels of the release. */
export function formatTemplate(definition: CustomResourceDefinition): string {
  const yaml = dump(definition, { lineWidth: 120, noRefs: true, quoteStyle: "double" });
  return heading + yaml.replace(/^ {2}name: .*\n/m, (name) => name + labels);
}

/** The name of a definition's file: `podidentityassociations.yaml`. */
export function fileNameOf({ spec }: CustomResourceDefinition): string {
  return `${spec.names.plural}.yaml`;
}
