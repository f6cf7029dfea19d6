import { bumps, type ModelChange, type Replacement } from "./change.ts";

const describe = { operation: "DescribeAssociation", input: "associationKey", output: "association" };
const update = { operation: "UpdateAssociation", input: "update", output: "updated" };
const everything = bumps("major", "major", "major");

/** Replaces every occurrence of a word in some files. */
function replaceIn(files: readonly string[], search: string, replace: string): Replacement[] {
  return files.map((file) => ({ file: `${file}.smithy`, search, replace, times: "any" }));
}

/** Changes that rename shapes and members. */
export const renames: readonly ModelChange[] = [
  {
    name: "rename-member",
    description: "a member is renamed",
    edits: [
      ...replaceIn(["operation", "contract", "examples"], "audience: ", "tokenAudience: "),
      ...replaceIn(["contract"], `"audience": `, `"tokenAudience": `),
    ],
    bumps: everything,
    exchanges: [
      {
        output: "(({ audience, ...rest }) => ({ ...rest, tokenAudience: audience }))(response)",
        http: { responseBody: "{ tokenAudience: response.audience }" },
      },
    ],
  },
  {
    name: "rename-structure",
    description: "a structure is renamed",
    edits: replaceIn(["operation"], "AssumedRoleUser\n", "RoleSession\n").concat(
      replaceIn(["operation"], "structure AssumedRoleUser {", "structure RoleSession {"),
    ),
    bumps: everything,
    exchanges: [{ output: "response satisfies { assumedRoleUser: types.RoleSession }" }],
  },
  {
    name: "rename-simple",
    description: "a string shape is renamed",
    edits: replaceIn(["operation"], "ClusterName", "NameOfCluster"),
    // Only the stub's check of the value has its name.
    bumps: bumps("patch", "none", "patch"),
    exchanges: [{}],
  },
  {
    name: "rename-list",
    description: "a list is renamed",
    startingModel: "detailed",
    edits: [
      ...replaceIn(["operation"], ": Words\n", ": Tags\n"),
      ...replaceIn(["operation"], "list Words {", "list Tags {"),
    ],
    // Only functions in the stub and a schema in the client have its name.
    bumps: bumps("patch", "patch", "patch"),
    exchanges: [{ ...update, input: `{ ...update, words: ["a"] }` }],
  },
  {
    name: "rename-map",
    description: "a map is renamed",
    startingModel: "detailed",
    edits: [
      ...replaceIn(["operation"], ": Facts\n", ": Notes\n"),
      ...replaceIn(["operation"], "map Facts {", "map Notes {"),
    ],
    // The types of JSON have its name.
    bumps: bumps("major", "patch", "patch"),
    exchanges: [{ ...update, input: `{ ...update, facts: { a: "b" } }` }],
  },
  {
    name: "rename-error",
    description: "an error is renamed",
    startingModel: "extended",
    edits: replaceIn(["operation", "contract"], "ConflictException", "CollisionException"),
    bumps: everything,
    exchanges: [{ ...describe, throws: `new server.CollisionException({ message: "Later." })` }],
  },
  {
    name: "rename-operation",
    description: "an operation is renamed, with its input and output",
    startingModel: "extended",
    edits: replaceIn(
      ["operation", "contract", "examples", "eks-auth"],
      "DescribeAssociation",
      "GetAssociation",
    ),
    bumps: everything,
    removedMethods: ["describeAssociation"],
    exchanges: [{ ...describe, operation: "GetAssociation" }],
  },
  {
    name: "rename-enum-value",
    description: "an enum value is renamed, with the same value in JSON",
    startingModel: "extended",
    edits: [{ search: "    ACTIVE\n", replace: `    IN_USE = "ACTIVE"\n` }],
    bumps: bumps("patch", "major", "none", "none"),
    exchanges: [{ ...describe, output: "{ ...association, state: client.AssociationState.IN_USE }" }],
  },
];
