import { parser } from "@prometheus-io/lezer-promql";

/** What a PromQL expression reads. */
export interface PromqlSelectors {
  /** The metrics, each with the labels of its matchers. */
  readonly metrics: readonly { readonly name: string; readonly labels: readonly string[] }[];
  /** The labels of `by` and `without`. */
  readonly groupingLabels: readonly string[];
}

/**
 * Parses a PromQL expression with Prometheus's own grammar.
 *
 * @throws Error if it has a syntax error
 */
export function parsePromql(expression: string): PromqlSelectors {
  const metrics: { name: string; labels: string[] }[] = [];
  const groupingLabels: string[] = [];
  const parents: string[] = [];
  parser.parse(expression).iterate({
    enter({ type, from, to }) {
      if (type.isError) {
        throw new Error(`${expression} has a syntax error at ${from}.`);
      }
      const text = expression.slice(from, to);
      if (type.name === "VectorSelector") {
        metrics.push({ name: /^\w*/.exec(text)?.[0] ?? "", labels: [] });
      } else if (type.name === "LabelName") {
        (parents.includes("GroupingLabels") ? groupingLabels : metrics.at(-1)?.labels)?.push(text);
      }
      parents.push(type.name);
    },
    leave() {
      parents.pop();
    },
  });
  return { metrics, groupingLabels };
}
