import { addMember, addShapes, bumps, type ModelChange } from "./change.ts";

/** Adds the required member to each subject of the test cases and examples, in Smithy's notation and in JSON. */
const subjects = [
  {
    file: "contract.smithy",
    search: 'serviceAccount: "app" }',
    replace: 'serviceAccount: "app", nodeName: "n" }',
  },
  {
    file: "contract.smithy",
    search: '"serviceAccount": "app"',
    replace: '"serviceAccount": "app", "nodeName": "n"',
  },
  {
    file: "examples.smithy",
    search: 'serviceAccount: "app" }',
    replace: 'serviceAccount: "app", nodeName: "n" }',
  },
].map((edit) => ({ ...edit, times: "any" as const }));

const nodeName = "/// The node that the pod runs on.";
const withNode = `{ ...response, subject: { ...response.subject, nodeName: "node-7" } }`;
const audience = `
/// The intended recipient of the token.
@length(min: 1, max: 9)
@pattern("^[a-z]+$")
string AudienceName
`;

/** Changes that add members to structures. */
export const members: readonly ModelChange[] = [
  {
    name: "member-optional-output",
    description: "an optional member is added to a response",
    edits: [addMember("Subject", `${nodeName}\nnodeName: String`)],
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [{ output: withNode, http: { responseBody: `{ subject: { nodeName: "node-7" } }` } }, {}],
  },
  {
    name: "member-required-output",
    description: "a required member is added to a response",
    edits: [addMember("Subject", `${nodeName}\n@required\nnodeName: String`), ...subjects],
    bumps: bumps("major", "minor", "major"),
    exchanges: [{ output: withNode }],
  },
  {
    name: "member-optional-input",
    description: "an optional member is added to a request",
    edits: [
      addMember("AssumeRoleForPodIdentityRequest", "/// The intended recipient.\nwanted: AudienceName"),
      addShapes(audience),
    ],
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [
      { input: `{ ...request, wanted: "pods" }`, http: { requestBody: `{ wanted: "pods" }` } },
      { input: `{ ...request, wanted: "PODS" }`, rejectedWith: "/wanted" },
      {},
    ],
  },
  {
    name: "member-required-input",
    description: "a required member is added to a request",
    edits: [
      addMember(
        "AssumeRoleForPodIdentityRequest",
        "/// The intended recipient.\n@required\nwanted: AudienceName",
      ),
      addShapes(audience),
      { file: "contract.smithy", search: ', token: "', replace: ', wanted: "pods", token: "', times: "any" },
      {
        file: "contract.smithy",
        search: '{"token": "',
        replace: '{"associationKey": "pods", "token": "',
        times: "any",
      },
      { file: "examples.smithy", search: ', token: "', replace: ', wanted: "pods", token: "', times: "any" },
    ],
    bumps: bumps("major", "major", "major"),
    exchanges: [{ input: `{ ...request, wanted: "pods" }` }],
  },
  {
    name: "member-optional-error",
    description: "an optional member is added to an error",
    edits: [addMember("ThrottlingException", "/// How long to wait.\nretryAfterSeconds: Integer")].map(
      (edit) => ({ ...edit, file: "errors.smithy" }),
    ),
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [{ throws: `new server.ThrottlingException({ message: "Wait.", retryAfterSeconds: 7 })` }],
  },
];
