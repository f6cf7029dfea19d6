import { DEFAULT_SCALAR_STYLE_RULES, dump, SCALAR_STYLE, type ScalarStyleRule } from "js-yaml";

/** JSON text is full of double quotes. */
const quoteJson: ScalarStyleRule = (layout) => {
  if (layout.node.value.startsWith("{")) {
    layout.style = SCALAR_STYLE.SINGLE_QUOTED;
  }
};

const scalarStyleRules = [quoteJson, ...Object.values(DEFAULT_SCALAR_STYLE_RULES)];

/** Formats a value as YAML in the style of the commands: without anchors, and with JSON text in single quotes. */
export function formatYaml(value: unknown): string {
  return dump(value, { lineWidth: -1, noRefs: true, quoteStyle: "double", scalarStyleRules });
}
