import { bumps, type ModelChange, type ModelEdit } from "./change.ts";
import { grownEdits } from "./starting-models.ts";

const describe = { operation: "DescribeAssociation", sends: "wanted", answers: "association" };
const everything = bumps("major", "major", "major");

/** Takes back what an edit of the grown model put in. */
function takeBack(edit: ModelEdit): ModelEdit {
  const { file } = edit;
  return "append" in edit
    ? { ...(file && { file }), find: edit.append, put: "" }
    : { ...(file && { file }), find: edit.put, put: edit.find };
}

/** What goes from the model. */
export const removals: readonly ModelChange[] = [
  {
    name: "remove-member",
    what: "an optional member of responses goes",
    base: "grown",
    edits: [{ find: "    /// What its owner says about it.\n    note: String\n\n", put: "" }],
    bumps: everything,
    exchanges: [{ ...describe, answers: "(({ note: _, ...rest }) => rest)(association)" }],
  },
  {
    name: "remove-required-member",
    what: "a required member of responses goes",
    edits: [
      {
        find: "    /// The audience of the token: always `pods.eks.amazonaws.com`.\n    @required\n    audience: String\n\n",
        put: "",
      },
      ...["contract", "examples"].map((file) => ({
        file: `${file}.smithy`,
        find: `            audience: "pods.eks.amazonaws.com"\n`,
        put: "",
        times: "any" as const,
      })),
      {
        file: "contract.smithy",
        find: `                "audience": "pods.eks.amazonaws.com",\n`,
        put: "",
        times: "any",
      },
    ],
    bumps: everything,
    exchanges: [{ answers: "(({ audience: _, ...rest }) => rest)(response)" }],
  },
  {
    name: "remove-error",
    what: "an error goes from the service",
    base: "grown",
    edits: [
      { find: "        ConflictException\n", put: "" },
      ...grownEdits
        .filter((edit) => "append" in edit && edit.append.startsWith("\napply ConflictException"))
        .map(takeBack),
      {
        find: grownError(),
        put: "",
      },
    ],
    bumps: everything,
    exchanges: [describe],
  },
  {
    name: "remove-error-of-operation",
    what: "an operation loses an error that the service still has",
    base: "grown",
    edits: [
      {
        find: "        InvalidParameterException\n        ResourceNotFoundException\n    ]\n}\n\n/// Which association",
        put: "        InvalidParameterException\n    ]\n}\n\n/// Which association",
      },
    ],
    bumps: bumps("patch", "minor", "major"),
    exchanges: [describe],
  },
  {
    name: "remove-enum-value",
    what: "a value of an enum goes",
    base: "grown",
    edits: [{ find: "    ACTIVE\n\n    /// It is not.\n    RETIRED\n", put: "    ACTIVE\n" }],
    bumps: everything,
    exchanges: [describe],
  },
  {
    name: "remove-union-member",
    what: "a member of a union goes",
    base: "grown",
    edits: [
      {
        find: "    role: String\n\n    /// Another account.\n    account: String\n",
        put: "    role: String\n",
      },
    ],
    bumps: everything,
    exchanges: [describe],
  },
  {
    name: "remove-operation",
    what: "an operation goes, with its error",
    base: "grown",
    edits: grownEdits.map(takeBack),
    bumps: everything,
    gone: ["describeAssociation"],
    exchanges: [{}],
  },
];

function grownError(): string {
  return `
/// It is being changed right now.
@error("client")
@httpError(409)
structure ConflictException {
    /// What went wrong, for people to read. Programs go by the name of the error.
    message: String
}
`;
}
