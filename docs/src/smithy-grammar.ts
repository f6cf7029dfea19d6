import type { MarkdownOptions } from "vitepress";

type Grammar = Extract<NonNullable<MarkdownOptions["languages"]>[number], { readonly name: string }>;

/** The colours of Smithy's language, which the highlighter does not know: comments, texts, traits and keywords. */
export const smithyGrammar: Grammar = {
  name: "smithy",
  scopeName: "source.smithy",
  repository: {},
  patterns: [
    { name: "comment.line", match: "//.*$" },
    { name: "string.quoted", begin: '"""|"', end: '"""|"' },
    { name: "entity.name.function", match: "@[A-Za-z_][\\w.#]*" },
    {
      name: "keyword",
      match:
        '\\b(apply|blob|bigDecimal|bigInteger|boolean|byte|document|double|enum|errors|float|for|input|integer|intEnum|list|long|map|metadata|namespace|operation|operations|output|resource|service|set|short|string|structure|timestamp|union|use|version|with)\\b(?!\\s*:\\s*")',
    },
    { name: "constant.numeric", match: "\\b-?\\d+(\\.\\d+)?\\b" },
  ],
};
