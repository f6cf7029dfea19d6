import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./repository.ts";

/** A row of a table in docs/metrics.md. */
export interface DocumentedMetric {
  readonly name: string;
  /** `counter`, `gauge` or `histogram` */
  readonly type: string;
  readonly labels: readonly string[];
}

/** Reads the metrics that docs/metrics.md has for a command, with those of Node.js and the process. */
export async function readDocumentedMetrics(
  command: "serve" | "agent" | "webhook",
): Promise<readonly DocumentedMetric[]> {
  const text = await readFile(join(root, "docs/metrics.md"), "utf8");
  const sections = new Map(text.split(/^## /m).map((section) => [section.split("\n", 1)[0], section]));
  return [`eks-auth ${command}`, "Node.js and the process"].flatMap((title) =>
    Array.from(
      (sections.get(title) ?? "").matchAll(/^\| `(\w+)` +\| (\w+) +\| ([^|]*?) *\|/gm),
      ([, name = "", type = "", labels = ""]) => ({
        name,
        type,
        labels: Array.from(labels.matchAll(/`(\w+)`/g), ([, label = ""]) => label),
      }),
    ),
  );
}

/** Describes the metrics of a registry of prom-client as they are documented. */
export function describeMetrics(registry: { getMetricsAsArray(): readonly object[] }): DocumentedMetric[] {
  return registry.getMetricsAsArray().map((metric) => {
    const {
      name,
      labelNames,
      type = metric.constructor.name.toLowerCase(),
    } = metric as {
      readonly name: string;
      readonly labelNames: readonly string[];
      readonly type?: string;
    };
    return { name, type, labels: labelNames };
  });
}
