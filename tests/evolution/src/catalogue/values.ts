import { bumps, type Exchange, type ModelChange } from "./change.ts";

const describe: Exchange = { operation: "DescribeAssociation", sends: "wanted", answers: "association" };
const changed = (find: string, put: string) => [{ find, put }];

/** What values may be: choices, constraints, defaults, what is required. */
export const values: readonly ModelChange[] = [
  {
    name: "enum-value-output",
    what: "a value comes to an enum of responses",
    base: "grown",
    edits: changed("    ACTIVE\n", "    ACTIVE\n\n    /// It will be.\n    PLANNED\n"),
    bumps: bumps("major", "major", "minor"),
    exchanges: [{ ...describe, answers: `{ ...association, state: "PLANNED" as const }` }],
  },
  {
    name: "enum-value-input",
    what: "a value comes to an enum of requests",
    base: "grown",
    edits: changed("    BRIEF\n", "    BRIEF\n\n    /// More than is good for you.\n    ENDLESS\n"),
    bumps: bumps("major", "minor", "major"),
    exchanges: [{ ...describe, sends: `{ ...wanted, detail: "ENDLESS" as const }` }],
  },
  {
    name: "union-member-output",
    what: "a member comes to a union of responses",
    base: "grown",
    edits: changed("    role: String\n", "    role: String\n\n    /// How many.\n    many: Integer\n"),
    bumps: bumps("major", "major", "minor"),
    exchanges: [{ ...describe, answers: `{ ...association, target: { many: 3 } }` }],
  },
  {
    name: "default-added",
    what: "a member of responses gets a default",
    base: "grown",
    edits: changed("    uses: Integer\n", "    uses: Integer = 5\n"),
    bumps: bumps("patch", "patch", "minor"),
    exchanges: [
      {
        ...describe,
        answers: `{ associationId: "a-1", state: "ACTIVE" as const, createdAt: association.createdAt }`,
        gets: `{ associationId: "a-1", state: "ACTIVE" as const, createdAt: association.createdAt, uses: 5 }`,
      },
    ],
  },
  {
    name: "required-added-output",
    what: "a member of responses becomes required",
    base: "grown",
    edits: [
      { find: "    note: String", put: "    @required\n    note: String" },
      ...["contract.smithy", "examples.smithy"].map((file) => ({
        file,
        find: "createdAt: 1767225600 }",
        put: `createdAt: 1767225600, note: "n" }`,
      })),
      {
        file: "contract.smithy",
        find: `"createdAt": 1767225600}`,
        put: `"createdAt": 1767225600, "note": "n"}`,
      },
    ],
    bumps: bumps("major", "minor", "major"),
    exchanges: [describe],
  },
  {
    name: "required-removed-output",
    what: "a member of responses becomes optional",
    edits: changed("    @required\n    audience: String", "    audience: String"),
    bumps: bumps("major", "major", "minor"),
    exchanges: [{ answers: "(({ audience: _, ...rest }) => rest)(response)" }, {}],
  },
  {
    name: "type-changed",
    what: "an Integer becomes a Long",
    base: "grown",
    edits: changed("    uses: Integer\n", "    uses: Long\n"),
    bumps: bumps("major", "major", "major"),
    exchanges: [
      { ...describe, answers: "{ ...association, uses: 5n }", gets: "{ ...association, uses: 5 }" },
    ],
  },
  {
    name: "pattern-tightened",
    what: "a pattern allows less",
    base: "grown",
    edits: changed("^a-[0-9a-z]+$", "^a-[0-9]+$"),
    bumps: bumps("patch", "major", "major"),
    exchanges: [
      describe,
      { ...describe, sends: `{ ...wanted, associationId: "a-b" }`, refused: "/associationId" },
    ],
  },
  {
    name: "pattern-loosened",
    what: "a pattern allows more",
    base: "grown",
    edits: changed("^a-[0-9a-z]+$", "^a-[0-9a-z]+$|^b-[0-9]+$"),
    bumps: bumps("patch", "minor", "minor"),
    exchanges: [
      { ...describe, sends: `{ ...wanted, associationId: "b-1" }` },
      { ...describe, sends: `{ ...wanted, associationId: "c-1" }`, refused: "/associationId" },
    ],
  },
  {
    name: "length-tightened",
    what: "a text may be less long",
    base: "grown",
    edits: changed("@length(min: 3, max: 40)", "@length(min: 3, max: 5)"),
    bumps: bumps("patch", "major", "major"),
    exchanges: [
      describe,
      { ...describe, sends: `{ ...wanted, associationId: "a-1234" }`, refused: "/associationId" },
    ],
  },
  {
    name: "length-loosened",
    what: "a text may be longer",
    edits: changed("@length(min: 1, max: 100)", "@length(min: 1, max: 200)"),
    bumps: bumps("patch", "minor", "minor"),
    exchanges: [
      { sends: `{ ...request, clusterName: "c".repeat(200) }` },
      { sends: `{ ...request, clusterName: "c".repeat(201) }`, refused: "/clusterName" },
    ],
  },
];
