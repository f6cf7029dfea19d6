import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readDocumentedMetrics } from "@eks-auth/test-kit/documented-metrics";
import { root } from "@eks-auth/test-kit/repository";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parsePromql } from "./promql.ts";

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}

const read = (path: string) => readFile(join(root, path), "utf8");

const rules = (
  parse(await read("deploy/prometheus/eks-auth.rules.yaml")) as { groups: { rules: Rule[] }[] }
).groups.flatMap((group) => group.rules);
const { panels, templating } = JSON.parse(await read("deploy/grafana/eks-auth.json")) as {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly query: string | { readonly query: string } }[] };
};
const runbook = await read("docs/operating.md");
const codes = new Set(Array.from((await read("docs/errors.md")).matchAll(/`(\w+)`/g), ([, code]) => code));

/** The labels that Prometheus adds to each metric. */
const targetLabels = ["job", "instance"];

/** The labels of each series that the commands have. metrics.docs.test.ts compares the page with the registries. */
const labelsOf = new Map<string, readonly string[]>([
  ["up", targetLabels],
  // Of the API server; the tests with a real one compare it.
  ["apiserver_admission_webhook_fail_open_count", ["name", "type", ...targetLabels]],
]);
for (const { name, type, labels } of [
  ...(await readDocumentedMetrics("serve")),
  ...(await readDocumentedMetrics("agent")),
  ...(await readDocumentedMetrics("webhook")),
]) {
  const all = [...labels, ...targetLabels];
  if (type === "histogram") {
    labelsOf
      .set(`${name}_count`, all)
      .set(`${name}_sum`, all)
      .set(`${name}_bucket`, [...all, "le"]);
  } else {
    labelsOf.set(name, all);
  }
}

/** Finds what an expression, or a text that shows its result, names and no metric has. */
function findUnknown(expression: string, shown: readonly string[]): string[] {
  // Grafana's variables are in the place of durations and of parts of texts.
  const { metrics, groupingLabels } = parsePromql(expression.replaceAll("$__rate_interval", "5m"));
  const known = metrics.flatMap(({ name }) => labelsOf.get(name) ?? []);
  const inResult = groupingLabels.length > 0 ? groupingLabels : known;
  return [
    ...metrics.filter(({ name }) => !labelsOf.has(name)).map(({ name }) => name),
    ...metrics.flatMap(({ name, labels }) =>
      labels.filter((label) => !labelsOf.get(name)?.includes(label)).map((label) => `${name}{${label}}`),
    ),
    ...groupingLabels.filter((label) => !known.includes(label)),
    ...shown.filter((label) => !inResult.includes(label)),
  ];
}

describe("the test finds", () => {
  test.each([
    ["none_total", ["none_total"]],
    ['eks_auth_requests_total{pod="a"}', ["eks_auth_requests_total{pod}"]],
    ["eks_auth_request_duration_seconds", ["eks_auth_request_duration_seconds"]],
    ["sum by (pod) (eks_auth_requests_total)", ["pod"]],
  ])("what no metric has in %s", (expression, unknown) => {
    expect(findUnknown(expression, [])).toEqual(unknown);
  });

  test("a syntax error", () => {
    expect(() => parsePromql("sum(rate(a[5m])")).toThrow("syntax error");
  });
});

describe("the alert", () => {
  test.each(rules.map((rule) => [rule.alert, rule] as const))(
    "%s uses metrics and labels that exist",
    (_name, rule) => {
      const { summary } = rule.annotations;
      const shown = Array.from(summary.matchAll(/\$labels\.(\w+)/g), ([, label = ""]) => label);
      expect(findUnknown(rule.expr, shown)).toEqual([]);
      const reasons = Array.from(rule.expr.matchAll(/\breason="(\w+)"/g), ([, reason]) => reason);
      expect(reasons.filter((reason) => !codes.has(reason))).toEqual([]);
      expect(["page", "ticket"]).toContain(rule.labels.severity);
    },
  );

  test.each(rules.map((rule) => [rule.alert, rule] as const))(
    "%s has an entry in the runbook",
    (name, rule) => {
      expect(rule.annotations.runbook).toBe(`docs/operating.md#${name.toLowerCase()}`);
      expect(runbook).toContain(`\n### ${name}\n`);
    },
  );

  test("names are unique", () => {
    const names = rules.map(({ alert }) => alert);
    expect(names).toEqual([...new Set(names)]);
  });
});

test("the jobs of the rules and the dashboard are those of the scrape configuration", async () => {
  const { scrape_configs: scrapes } = parse(await read("deploy/prometheus/scrape.yaml")) as {
    readonly scrape_configs: readonly { readonly job_name: string }[];
  };
  const jobs = new Set(scrapes.map((scrape) => scrape.job_name));
  const expressions = [
    ...rules.map(({ expr }) => expr),
    ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ];
  const used = expressions.flatMap((expression) =>
    Array.from(expression.matchAll(/\bjob=~?"([^"]+)"/g), ([, names = ""]) => names.split("|")).flat(),
  );
  expect(new Set(used)).toEqual(jobs);
});

describe("the panel", () => {
  const withQueries = panels.filter(({ targets }) => targets !== undefined);
  test.each(withQueries.map((panel) => [panel.title, panel] as const))(
    "%s uses metrics and labels that exist",
    (_title, { targets = [] }) => {
      for (const { expr, legendFormat } of targets) {
        const shown = Array.from(legendFormat.matchAll(/\{\{(\w+)\}\}/g), ([, label = ""]) => label);
        expect(findUnknown(expr, shown)).toEqual([]);
      }
    },
  );

  test("variables have the values of labels that exist", () => {
    const queries = templating.list.flatMap(({ query }) => (typeof query === "string" ? [] : [query.query]));
    expect(queries.length).toBeGreaterThan(0);
    for (const query of queries) {
      const [, expression = "", label = ""] = /^label_values\((\w+), (\w+)\)$/.exec(query) ?? [];
      expect(findUnknown(expression, [label])).toEqual([]);
    }
  });
});
