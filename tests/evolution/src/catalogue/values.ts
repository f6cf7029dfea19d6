import { bumps, type Exchange, type ModelChange } from "./change.ts";

const describe: Exchange = {
  operation: "DescribeAssociation",
  input: "associationKey",
  output: "association",
};
const replaceText = (search: string, replace: string) => [{ search, replace }];

/** Changes of the values that are allowed: enums, unions, constraints, defaults, required members. */
export const values: readonly ModelChange[] = [
  {
    name: "enum-value-output",
    description: "a value is added to an enum of responses",
    startingModel: "extended",
    edits: replaceText("    ACTIVE\n", "    ACTIVE\n\n    /// It will be in use.\n    PLANNED\n"),
    bumps: bumps("major", "major", "minor"),
    exchanges: [{ ...describe, output: `{ ...association, state: "PLANNED" as const }` }],
  },
  {
    name: "enum-value-input",
    description: "a value is added to an enum of requests",
    startingModel: "extended",
    edits: replaceText("    BRIEF\n", "    BRIEF\n\n    /// Everything, with the history.\n    ENDLESS\n"),
    bumps: bumps("major", "minor", "major"),
    exchanges: [{ ...describe, input: `{ ...associationKey, detail: "ENDLESS" as const }` }],
  },
  {
    name: "union-member-output",
    description: "a member is added to a union of responses",
    startingModel: "extended",
    edits: replaceText(
      "    role: String\n",
      "    role: String\n\n    /// The number of roles.\n    many: Integer\n",
    ),
    bumps: bumps("major", "major", "minor"),
    exchanges: [{ ...describe, output: `{ ...association, target: { many: 3 } }` }],
  },
  {
    name: "default-added",
    description: "a member of responses gets a default value",
    startingModel: "extended",
    edits: replaceText("    uses: Integer\n", "    uses: Integer = 5\n"),
    bumps: bumps("patch", "patch", "minor"),
    exchanges: [
      {
        ...describe,
        output: `{ associationId: "a-1", state: "ACTIVE" as const, createdAt: association.createdAt }`,
        expectedOutput: `{ associationId: "a-1", state: "ACTIVE" as const, createdAt: association.createdAt, uses: 5 }`,
      },
    ],
  },
  {
    name: "required-added-output",
    description: "a member of responses becomes required",
    startingModel: "extended",
    edits: [
      { search: "    note: String", replace: "    @required\n    note: String" },
      ...["contract.smithy", "examples.smithy"].map((file) => ({
        file,
        search: "createdAt: 1767225600 }",
        replace: `createdAt: 1767225600, note: "n" }`,
      })),
      {
        file: "contract.smithy",
        search: `"createdAt": 1767225600}`,
        replace: `"createdAt": 1767225600, "note": "n"}`,
      },
    ],
    bumps: bumps("major", "minor", "major"),
    exchanges: [describe],
  },
  {
    name: "required-removed-output",
    description: "a member of responses becomes optional",
    edits: replaceText("    @required\n    audience: String", "    audience: String"),
    bumps: bumps("major", "major", "minor"),
    exchanges: [{ output: "(({ audience: _, ...rest }) => rest)(response)" }, {}],
  },
  {
    name: "type-changed",
    description: "an Integer becomes a Long",
    startingModel: "extended",
    edits: replaceText("    uses: Integer\n", "    uses: Long\n"),
    bumps: bumps("major", "major", "major"),
    exchanges: [
      {
        ...describe,
        output: "{ ...association, uses: 5n }",
        expectedOutput: "{ ...association, uses: 5 }",
        light: { output: "{ ...association, uses: 5n }" },
      },
    ],
  },
  {
    name: "pattern-tightened",
    description: "a pattern allows fewer values",
    startingModel: "extended",
    edits: replaceText("^a-[0-9a-z]+$", "^a-[0-9]+$"),
    bumps: bumps("patch", "major", "major"),
    exchanges: [
      describe,
      { ...describe, input: `{ ...associationKey, associationId: "a-b" }`, rejectedWith: "/associationId" },
    ],
  },
  {
    name: "pattern-loosened",
    description: "a pattern allows more values",
    startingModel: "extended",
    edits: replaceText("^a-[0-9a-z]+$", "^a-[0-9a-z]+$|^b-[0-9]+$"),
    bumps: bumps("patch", "minor", "minor"),
    exchanges: [
      { ...describe, input: `{ ...associationKey, associationId: "b-1" }` },
      { ...describe, input: `{ ...associationKey, associationId: "c-1" }`, rejectedWith: "/associationId" },
    ],
  },
  {
    name: "length-tightened",
    description: "the maximum length of a string is lowered",
    startingModel: "extended",
    edits: replaceText("@length(min: 3, max: 40)", "@length(min: 3, max: 5)"),
    bumps: bumps("patch", "major", "major"),
    exchanges: [
      describe,
      {
        ...describe,
        input: `{ ...associationKey, associationId: "a-1234" }`,
        rejectedWith: "/associationId",
      },
    ],
  },
  {
    name: "length-loosened",
    description: "the maximum length of a string is raised",
    edits: replaceText("@length(min: 1, max: 100)", "@length(min: 1, max: 200)"),
    bumps: bumps("patch", "minor", "minor"),
    exchanges: [
      { input: `{ ...request, clusterName: "c".repeat(200) }` },
      { input: `{ ...request, clusterName: "c".repeat(201) }`, rejectedWith: "/clusterName" },
    ],
  },
];
