import { formatYaml } from "../edit/format-yaml.ts";
import type { ResourceManifest } from "./resource-input.ts";

/** Formats resources as YAML for `kubectl apply`: a document for each. */
export function formatManifests(manifests: readonly ResourceManifest[]): string {
  return manifests.map(formatYaml).join("---\n");
}
