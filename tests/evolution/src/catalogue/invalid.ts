import { addMember, addOperation, addShapes, type InvalidChange } from "./change.ts";

const location = /File: {2}model\/operation\.smithy:\d+:\d+/;
const advice = /Fix the errors that it lists and run the command again\./;

/** Changes that Smithy, the model's linters or the generator reject. */
export const invalid: readonly InvalidChange[] = [
  {
    name: "invalid-dangling-target",
    description: "a member targets a shape that does not exist",
    edits: [{ search: "audience: String", replace: "audience: Strng" }],
    expectedMessages: [
      /unresolved shape `com\.amazonaws\.eksauth#Strng`/,
      /AssumeRoleForPodIdentityResponse\$audience/,
      location,
      advice,
    ],
  },
  {
    name: "invalid-event-stream",
    description: "an output has an event stream and another member in its body",
    edits: [
      addOperation("GetEvents"),
      addShapes(`
/// Reports events.
@suppress(["Contract.OperationWithoutTest", "Contract.OperationWithoutExample"])
@http(method: "GET", uri: "/events")
operation GetEvents {
    output: GetEventsResponse
}

/// Events.
@output
structure GetEventsResponse {
    /// The events, in order.
    @httpPayload
    events: Events

    /// When the first event happened.
    since: Timestamp
}

/// Events.
@streaming
union Events {
    /// The credentials changed.
    renewal: Subject
}
`),
    ],
    expectedMessages: [/com\.amazonaws\.eksauth#GetEventsResponse/, /event stream|payload/i],
  },
  {
    name: "invalid-pattern",
    description: "a pattern that can block the stub is added",
    edits: [
      addMember("AssumeRoleForPodIdentityRequest", "/// An informal name.\nnickname: Nickname"),
      addShapes('/// An informal name.\n@length(min: 1, max: 9)\n@pattern("^(a+)+\\\\1$")\nstring Nickname'),
    ],
    expectedMessages: [
      /com\.amazonaws\.eksauth#Nickname: the pattern \^\(a\+\)\+/,
      /more than linear time/,
      /Rewrite it/,
    ],
  },
  {
    name: "invalid-duplicate-route",
    description: "two operations have the same path",
    edits: [
      addOperation("AssumeRoleAgain"),
      addShapes(`
/// Assumes the role again.
@suppress(["Contract.OperationWithoutTest", "Contract.OperationWithoutExample"])
@http(method: "POST", uri: "/clusters/{name}/assume-role-for-pod-identity")
operation AssumeRoleAgain {
    input: AssumeRoleAgainRequest
}

/// The cluster.
@input
structure AssumeRoleAgainRequest {
    /// Its name.
    @required
    @httpLabel
    name: ClusterName
}
`),
    ],
    expectedMessages: [/HttpUriConflict/, /conflict/i, /AssumeRoleAgain/, location, advice],
  },
  {
    name: "invalid-trait-value",
    description: "the minimum of a length is larger than the maximum",
    edits: [
      addMember("Subject", "/// A short name.\nnickname: Nickname"),
      addShapes("/// A short name.\n@length(min: 9, max: 1)\nstring Nickname"),
    ],
    expectedMessages: [/com\.amazonaws\.eksauth#Nickname/, /length/, location, advice],
  },
  {
    name: "invalid-unknown-trait",
    description: "an unknown trait is used",
    edits: [{ search: "    audience: String", replace: "    @loud\n    audience: String" }],
    expectedMessages: [
      /AssumeRoleForPodIdentityResponse\$audience/,
      /#loud is not defined/,
      /Correct its name/,
    ],
  },
  {
    name: "invalid-syntax",
    description: "a bracket is missing",
    edits: [{ search: "structure Subject {", replace: "structure Subject" }],
    expectedMessages: [/Expected/, location, advice],
  },
  {
    name: "invalid-undocumented",
    description: "a member without documentation is added",
    edits: [addMember("Subject", "nodeName: String")],
    expectedMessages: [/Subject\$nodeName/, /needs documentation/, location, advice],
  },
  {
    name: "invalid-stale-contract",
    description: "a member is renamed, but the test cases have the old name",
    edits: [{ search: "    audience: String", replace: "    addressee: String" }],
    expectedMessages: [/addressee/, /File: {2}model\//, advice],
  },
];
