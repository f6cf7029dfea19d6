import { addMember, addShapes, bumps, type ModelChange } from "./change.ts";

/** Of the contract's answers: what comes after each subject, in Smithy's notation and in JSON. */
const subjects = [
  { file: "contract.smithy", find: 'serviceAccount: "app" }', put: 'serviceAccount: "app", nodeName: "n" }' },
  {
    file: "contract.smithy",
    find: '"serviceAccount": "app"',
    put: '"serviceAccount": "app", "nodeName": "n"',
  },
  { file: "examples.smithy", find: 'serviceAccount: "app" }', put: 'serviceAccount: "app", nodeName: "n" }' },
].map((edit) => ({ ...edit, times: "any" as const }));

const nodeName = "/// The node that the pod runs on.";
const withNode = `{ ...response, subject: { ...response.subject, nodeName: "node-7" } }`;
const audience = `
/// Whom the token is for.
@length(min: 1, max: 9)
@pattern("^[a-z]+$")
string AudienceName
`;

/** Members that come to structures. */
export const members: readonly ModelChange[] = [
  {
    name: "member-optional-output",
    what: "an optional member in a response",
    edits: [addMember("Subject", `${nodeName}\nnodeName: String`)],
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [{ answers: withNode, wire: { answered: `{ subject: { nodeName: "node-7" } }` } }, {}],
  },
  {
    name: "member-required-output",
    what: "a required member in a response",
    edits: [addMember("Subject", `${nodeName}\n@required\nnodeName: String`), ...subjects],
    bumps: bumps("major", "minor", "major"),
    exchanges: [{ answers: withNode }],
  },
  {
    name: "member-optional-input",
    what: "an optional member in a request",
    edits: [
      addMember("AssumeRoleForPodIdentityRequest", "/// Whom it is for.\nwanted: AudienceName"),
      addShapes(audience),
    ],
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [
      { sends: `{ ...request, wanted: "pods" }`, wire: { sent: `{ wanted: "pods" }` } },
      { sends: `{ ...request, wanted: "PODS" }`, refused: "/wanted" },
      {},
    ],
  },
  {
    name: "member-required-input",
    what: "a required member in a request",
    edits: [
      addMember("AssumeRoleForPodIdentityRequest", "/// Whom it is for.\n@required\nwanted: AudienceName"),
      addShapes(audience),
      { file: "contract.smithy", find: ', token: "', put: ', wanted: "pods", token: "', times: "any" },
      { file: "contract.smithy", find: '{"token": "', put: '{"wanted": "pods", "token": "', times: "any" },
      { file: "examples.smithy", find: ', token: "', put: ', wanted: "pods", token: "', times: "any" },
    ],
    bumps: bumps("major", "major", "major"),
    exchanges: [{ sends: `{ ...request, wanted: "pods" }` }],
  },
  {
    name: "member-optional-error",
    what: "an optional member in an error",
    edits: [addMember("ThrottlingException", "/// How long to wait.\nretryAfterSeconds: Integer")].map(
      (edit) => ({ ...edit, file: "errors.smithy" }),
    ),
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [{ throws: `new server.ThrottlingException({ message: "Wait.", retryAfterSeconds: 7 })` }],
  },
];
