import { bumps, type ModelChange } from "./change.ts";

const describe = { operation: "DescribeAssociation", input: "associationKey", output: "association" };

/** Changes of documentation, deprecation and sensitivity. No call changes. */
export const documentation: readonly ModelChange[] = [
  {
    name: "documentation",
    description: "only documentation changes",
    edits: [
      {
        search: "/// The audience of the token: always",
        replace: "/// The intended recipient of the token: always",
      },
    ],
    bumps: bumps("patch", "patch", "patch"),
    exchanges: [{}],
  },
  {
    name: "deprecated-operation",
    description: "an operation is deprecated",
    startingModel: "extended",
    edits: [
      {
        search: "@readonly\n",
        replace: `@readonly\n@deprecated(message: "Use another operation.", since: "2.0")\n`,
      },
    ],
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [describe, {}],
  },
  {
    name: "deprecated-member",
    description: "a member is deprecated",
    startingModel: "extended",
    edits: [
      {
        search: "    note: String",
        replace: `    @deprecated(message: "Use the tags instead.")\n    note: String`,
      },
    ],
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [describe],
  },
  {
    name: "sensitive",
    description: "a string becomes sensitive",
    startingModel: "extended",
    edits: [
      {
        search: `@pattern("^[a-z]+$")\nstring SearchText`,
        replace: `@pattern("^[a-z]+$")\n@sensitive\nstring SearchText`,
      },
    ],
    bumps: bumps("patch", "patch", "patch"),
    exchanges: [
      { ...describe, input: `{ ...associationKey, search: "secret" }` },
      { ...describe, input: `{ ...associationKey, search: "SECRET" }`, rejectedWith: "/search" },
    ],
  },
];
