import type { WalkDefinition } from "./walk.ts";

/** What each kind of new reader follows. */
export const walks: Readonly<Record<"newcomer" | "operator", WalkDefinition>> = {
  newcomer: {
    name: "newcomer",
    page: "README.md",
    start: "Try it",
    headings: ["Try it"],
  },
  operator: {
    name: "operator",
    page: "docs/operating.md",
    start: "Ten minutes",
    headings: ["On the server", "On the node"],
  },
};
