/** A number whose digits `JSON.stringify` is to write as they are. TypeScript's declarations don't know it yet. */
export const rawNumber: (text: string) => unknown = (JSON as unknown as { rawJSON(text: string): unknown })
  .rawJSON;

/** A number as the text says it, kept by {@link parseExactly}. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type ReviveWithSource = (key: string, value: unknown, context: { source?: string }) => unknown;

/** Parses JSON such that every number comes out as its text. */
export function parseExactly(text: string): unknown {
  const revive: ReviveWithSource = (_, value, { source }) =>
    typeof value === "number" ? new NumberText(source ?? "") : value;
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}
