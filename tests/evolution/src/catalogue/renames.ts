import { bumps, type ModelChange, type Replacement } from "./change.ts";

const describe = { operation: "DescribeAssociation", sends: "wanted", answers: "association" };
const everything = bumps("major", "major", "major");

/** Replaces a word wherever it stands in some files. */
function replaceIn(files: readonly string[], find: string, put: string): Replacement[] {
  return files.map((file) => ({ file: `${file}.smithy`, find, put, times: "any" }));
}

/** The same thing by another name. */
export const renames: readonly ModelChange[] = [
  {
    name: "rename-member",
    what: "a member gets another name",
    edits: [
      ...replaceIn(["operation", "contract", "examples"], "audience: ", "tokenAudience: "),
      ...replaceIn(["contract"], `"audience": `, `"tokenAudience": `),
    ],
    bumps: everything,
    exchanges: [
      {
        answers: "(({ audience, ...rest }) => ({ ...rest, tokenAudience: audience }))(response)",
        wire: { answered: "{ tokenAudience: response.audience }" },
      },
    ],
  },
  {
    name: "rename-structure",
    what: "a structure gets another name",
    edits: replaceIn(["operation"], "AssumedRoleUser\n", "RoleSession\n").concat(
      replaceIn(["operation"], "structure AssumedRoleUser {", "structure RoleSession {"),
    ),
    bumps: everything,
    exchanges: [{ answers: "response satisfies { assumedRoleUser: types.RoleSession }" }],
  },
  {
    name: "rename-simple",
    what: "a string gets another name",
    edits: replaceIn(["operation"], "ClusterName", "NameOfCluster"),
    // Only the stub's own code is named after it, where it checks a value.
    bumps: bumps("patch", "none", "patch"),
    exchanges: [{}],
  },
  {
    name: "rename-error",
    what: "an error gets another name",
    base: "grown",
    edits: replaceIn(["operation", "contract"], "ConflictException", "CollisionException"),
    bumps: everything,
    exchanges: [{ ...describe, throws: `new server.CollisionException({ message: "Later." })` }],
  },
  {
    name: "rename-operation",
    what: "an operation gets another name, with its input and output",
    base: "grown",
    edits: replaceIn(
      ["operation", "contract", "examples", "eks-auth"],
      "DescribeAssociation",
      "GetAssociation",
    ),
    bumps: everything,
    gone: ["describeAssociation"],
    exchanges: [{ ...describe, operation: "GetAssociation" }],
  },
  {
    name: "rename-enum-value",
    what: "a value of an enum gets another name, and stays the same in JSON",
    base: "grown",
    edits: [{ find: "    ACTIVE\n", put: `    IN_USE = "ACTIVE"\n` }],
    bumps: bumps("patch", "major", "none"),
    exchanges: [{ ...describe, answers: "{ ...association, state: client.AssociationState.IN_USE }" }],
  },
];
