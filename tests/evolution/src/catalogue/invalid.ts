import { addMember, addShapes, type InvalidChange, offer } from "./change.ts";

const where = /File: {2}model\/operation\.smithy:\d+:\d+/;
const advice = /Fix the errors that it lists and run the command again\./;

/** What Smithy, our linters or the generator refuse. */
export const invalid: readonly InvalidChange[] = [
  {
    name: "invalid-dangling-target",
    what: "a member of a type that isn't there",
    edits: [{ find: "audience: String", put: "audience: Strng" }],
    says: [
      /unresolved shape `com\.amazonaws\.eksauth#Strng`/,
      /AssumeRoleForPodIdentityResponse\$audience/,
      where,
      advice,
    ],
  },
  {
    name: "invalid-event-stream",
    what: "an event stream",
    edits: [
      offer("GetEvents"),
      addShapes(`
/// Tells what happens.
@suppress(["Contract.OperationWithoutTest", "Contract.OperationWithoutExample"])
@http(method: "GET", uri: "/events")
operation GetEvents {
    output: GetEventsResponse
}

/// What happens.
@output
structure GetEventsResponse {
    /// One after the other.
    @httpPayload
    events: Events
}

/// What happens.
@streaming
union Events {
    /// The credentials changed.
    renewal: Subject
}
`),
    ],
    says: [/com\.amazonaws\.eksauth#Events/, /event stream/, /remove the operation/],
  },
  {
    name: "invalid-pattern",
    what: "a pattern that may hang the stub",
    edits: [
      addMember("Subject", "/// What friends call it.\nnickname: Nickname"),
      addShapes('/// What friends call it.\n@pattern("^(a+)+\\\\1$")\nstring Nickname'),
    ],
    says: [
      /com\.amazonaws\.eksauth#Nickname: the pattern \^\(a\+\)\+/,
      /more than linear time/,
      /Rewrite it/,
    ],
  },
  {
    name: "invalid-duplicate-route",
    what: "two operations on one path",
    edits: [
      offer("AssumeRoleAgain"),
      addShapes(`
/// Does it once more.
@suppress(["Contract.OperationWithoutTest", "Contract.OperationWithoutExample"])
@http(method: "POST", uri: "/clusters/{name}/assume-role-for-pod-identity")
operation AssumeRoleAgain {
    input: AssumeRoleAgainRequest
}

/// Which cluster.
@input
structure AssumeRoleAgainRequest {
    /// Its name.
    @required
    @httpLabel
    name: ClusterName
}
`),
    ],
    says: [/HttpUriConflict/, /conflict/i, /AssumeRoleAgain/, where, advice],
  },
  {
    name: "invalid-trait-value",
    what: "a length whose least is more than its most",
    edits: [{ find: "@length(min: 1, max: 100)", put: "@length(min: 100, max: 1)" }],
    says: [/com\.amazonaws\.eksauth#ClusterName/, /length/, where, advice],
  },
  {
    name: "invalid-unknown-trait",
    what: "a trait that nobody knows",
    edits: [{ find: "    audience: String", put: "    @loud\n    audience: String" }],
    says: [/Unable to resolve trait `.*loud`/, where, advice],
  },
  {
    name: "invalid-syntax",
    what: "a bracket that isn't closed",
    edits: [{ find: "structure Subject {", put: "structure Subject" }],
    says: [/Expected/, where, advice],
  },
  {
    name: "invalid-undocumented",
    what: "a member that nobody explains",
    edits: [addMember("Subject", "nodeName: String")],
    says: [/Subject\$nodeName/, /needs documentation/, where, advice],
  },
  {
    name: "invalid-stale-contract",
    what: "a member that the contract's cases still name",
    edits: [{ find: "    audience: String", put: "    addressee: String" }],
    says: [/AssumeRoleAnswer|audience/, /File: {2}model\//, advice],
  },
  {
    name: "invalid-second-service",
    what: "a second service, which none of the packages would have",
    edits: [
      addShapes(`
/// Another.
@suppress(["Contract.ServiceWithoutEndpointTest"])
service Other {
    version: "1"
}
`),
    ],
    says: [/com\.amazonaws\.eksauth#Other/, /2 services/, /remove the other from model\//],
  },
];
