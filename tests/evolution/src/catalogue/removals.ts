import { bumps, type ModelChange, type ModelEdit } from "./change.ts";
import { extendedEdits } from "./starting-models.ts";

const describe = { operation: "DescribeAssociation", input: "associationKey", output: "association" };
const everything = bumps("major", "major", "major");

/** Reverts an edit of the extended model. */
function revert(edit: ModelEdit): ModelEdit {
  const { file } = edit;
  return "append" in edit
    ? { ...(file && { file }), search: edit.append, replace: "" }
    : { ...(file && { file }), search: edit.replace, replace: edit.search };
}

/** Changes that remove parts of the model. */
export const removals: readonly ModelChange[] = [
  {
    name: "remove-member",
    description: "an optional member is removed from a response",
    startingModel: "extended",
    edits: [{ search: "    /// A note of its owner.\n    note: String\n\n", replace: "" }],
    bumps: everything,
    exchanges: [{ ...describe, output: "(({ note: _, ...rest }) => rest)(association)" }],
  },
  {
    name: "remove-required-member",
    description: "a required member is removed from a response",
    edits: [
      {
        search:
          "    /// The audience of the token: always `pods.eks.amazonaws.com`.\n    @required\n    audience: String\n\n",
        replace: "",
      },
      ...["contract", "examples"].map((file) => ({
        file: `${file}.smithy`,
        search: `            audience: "pods.eks.amazonaws.com"\n`,
        replace: "",
        times: "any" as const,
      })),
      {
        file: "contract.smithy",
        search: `                "audience": "pods.eks.amazonaws.com",\n`,
        replace: "",
        times: "any",
      },
    ],
    bumps: everything,
    exchanges: [{ output: "(({ audience: _, ...rest }) => rest)(response)" }],
  },
  {
    name: "remove-error",
    description: "an error is removed from the service",
    startingModel: "extended",
    edits: [
      { search: "        ConflictException\n", replace: "" },
      ...extendedEdits
        .filter((edit) => "append" in edit && edit.append.startsWith("\napply ConflictException"))
        .map(revert),
      {
        search: conflictError(),
        replace: "",
      },
    ],
    bumps: everything,
    exchanges: [describe],
  },
  {
    name: "remove-error-of-operation",
    description: "an operation loses an error that another operation still has",
    startingModel: "extended",
    edits: [
      {
        search:
          "        InvalidParameterException\n        ResourceNotFoundException\n    ]\n}\n\n/// The association to describe.",
        replace: "        InvalidParameterException\n    ]\n}\n\n/// The association to describe.",
      },
    ],
    bumps: bumps("patch", "minor", "major"),
    exchanges: [describe],
  },
  {
    name: "remove-enum-value",
    description: "a value is removed from an enum",
    startingModel: "extended",
    edits: [{ search: "    ACTIVE\n\n    /// It is not in use.\n    RETIRED\n", replace: "    ACTIVE\n" }],
    bumps: everything,
    exchanges: [describe],
  },
  {
    name: "remove-union-member",
    description: "a member is removed from a union",
    startingModel: "extended",
    edits: [
      {
        search: "    role: String\n\n    /// Another account.\n    account: String\n",
        replace: "    role: String\n",
      },
    ],
    bumps: everything,
    exchanges: [describe],
  },
  {
    name: "remove-operation",
    description: "an operation is removed, with its error",
    startingModel: "extended",
    edits: extendedEdits.map(revert),
    bumps: everything,
    removedMethods: ["describeAssociation"],
    exchanges: [{}],
  },
];

function conflictError(): string {
  return `
/// The association is being changed.
@error("client")
@httpError(409)
structure ConflictException {
    /// What failed, for people. Programs decide by the error's name.
    message: String
}
`;
}
