import type { Service } from "../../model/service.ts";

/**
 * Emits unchecked-patterns.md, if there are patterns that the stub doesn't check: where they are, and why.
 *
 * @returns the text by file name
 */
export function emitUncheckedPatterns({ title, uncheckedPatterns }: Service): ReadonlyMap<string, string> {
  if (uncheckedPatterns.length === 0) {
    return new Map();
  }
  const sections = uncheckedPatterns.map(
    ({ id, text, reason }) => `## ${id}\n\n${quoteCode(text)}\n\nIt ${escapeMarkdown(reason)}\n`,
  );
  const introduction = `# Patterns of ${title} that are not checked

The generated stub accepts every string for these shapes and members, as far as their \`@pattern\` is concerned. Check the
values yourself, or change the patterns. All other constraints are checked.
`;
  return new Map([["unchecked-patterns.md", [introduction, ...sections].join("\n")]]);
}

/** A code block, with a fence that the text doesn't have. */
function quoteCode(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(Math.max(2, ...runs) + 1);
  return `${fence}\n${text}\n${fence}`;
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()<>#+!|~-]/g, "\\$&");
}
