import { dump } from "js-yaml";
import type { CustomResourceDefinition } from "./definition.ts";

const heading = `# Made by \`npm run generate:crds\` from packages/service/src/associations/file/entry.ts. Do not edit.
# Helm keeps it when the release is uninstalled, because the associations would be deleted with it.
`;

/** Formats a definition as YAML that is a template of Helm, too. */
export function formatDefinition(definition: CustomResourceDefinition): string {
  return heading + dump(definition, { lineWidth: 120, noRefs: true, quoteStyle: "double" });
}

/** The name of a definition's file: `podidentityassociations.yaml`. */
export function fileNameOf({ spec }: CustomResourceDefinition): string {
  return `${spec.names.plural}.yaml`;
}
