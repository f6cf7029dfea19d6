import { bumps, type ModelChange } from "./change.ts";

const describe = { operation: "DescribeAssociation", sends: "wanted", answers: "association" };

/** What is said about shapes, and changes no call: documentation, warnings, secrecy. */
export const words: readonly ModelChange[] = [
  {
    name: "documentation",
    what: "the documentation alone",
    edits: [{ find: "/// The audience of the token: always", put: "/// Whom the token is for: always" }],
    bumps: bumps("patch", "patch", "patch"),
    exchanges: [{}],
  },
  {
    name: "deprecated-operation",
    what: "an operation is deprecated",
    base: "grown",
    edits: [
      { find: "@readonly\n", put: `@readonly\n@deprecated(message: "Look elsewhere.", since: "2.0")\n` },
    ],
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [describe, {}],
  },
  {
    name: "deprecated-member",
    what: "a member is deprecated",
    base: "grown",
    edits: [
      { find: "    note: String", put: `    @deprecated(message: "Ask its owner.")\n    note: String` },
    ],
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [describe],
  },
  {
    name: "sensitive",
    what: "a text becomes a secret",
    base: "grown",
    edits: [
      {
        find: `@pattern("^[a-z]+$")\nstring SearchText`,
        put: `@pattern("^[a-z]+$")\n@sensitive\nstring SearchText`,
      },
    ],
    bumps: bumps("patch", "patch", "patch"),
    exchanges: [
      { ...describe, sends: `{ ...wanted, search: "secret" }` },
      { ...describe, sends: `{ ...wanted, search: "SECRET" }`, refused: "/search" },
    ],
  },
];
