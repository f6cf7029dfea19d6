import { addShapes, bumps, type ModelChange, offer } from "./change.ts";
import { errorCase, operationCases } from "./contract.ts";
import { grownEdits } from "./starting-models.ts";

const deletion = `
/// Takes an association away.
@idempotent
@http(method: "DELETE", uri: "/clusters/{clusterName}/associations/{associationId}", code: 200)
operation DeleteAssociation {
    input: DeleteAssociationRequest
    output: DeleteAssociationResponse
    errors: [
        InvalidParameterException
        ResourceNotFoundException
    ]
}

/// Which association has to go.
@input
structure DeleteAssociationRequest {
    /// The cluster that it belongs to.
    @required
    @httpLabel
    clusterName: ClusterName

    /// Its ID.
    @required
    @httpLabel
    associationId: AssociationId
}

/// Nothing is left to tell.
@output
structure DeleteAssociationResponse {}
`;

const deletionCases = operationCases({
  operation: "DeleteAssociation",
  method: "DELETE",
  uri: "/clusters/dev/associations/a-1",
  badUri: "/clusters/dev/associations/A",
  input: `{ clusterName: "dev", associationId: "a-1" }`,
  output: "{}",
  body: "{}",
});

const conflict = `
/// The pod is already served.
@error("client")
@httpError(409)
structure BusyException {
    /// What went wrong, for people to read. Programs go by the name of the error.
    message: String
}
`;

const describe = { operation: "DescribeAssociation", sends: "wanted", answers: "association" };
const remove = { operation: "DeleteAssociation", sends: "wanted", answers: "{}" };

/** Operations, resources and errors that come to the service. */
export const operations: readonly ModelChange[] = [
  {
    name: "error",
    what: "a new error",
    edits: [
      {
        find: "        ExpiredTokenException\n",
        put: "        BusyException\n        ExpiredTokenException\n",
      },
      { ...addShapes(conflict), file: "errors.smithy" },
      errorCase("BusyException", 409),
    ],
    bumps: bumps("major", "minor", "minor"),
    exchanges: [{ throws: `new server.BusyException({ message: "Later." })` }, {}],
  },
  {
    name: "error-of-other-operation",
    what: "an operation gets an error that the service has",
    base: "grown",
    edits: [
      {
        find: "        ConflictException\n",
        put: "        AccessDeniedException\n        ConflictException\n",
      },
    ],
    bumps: bumps("patch", "minor", "minor"),
    exchanges: [{ ...describe, throws: `new server.AccessDeniedException({ message: "No." })` }],
  },
  {
    name: "second-operation",
    what: "a second operation, with enums, a union and an error",
    edits: grownEdits,
    // The error that comes with it is new to `ErrorName`.
    bumps: bumps("major", "minor", "major"),
    exchanges: [
      {
        operation: "DescribeAssociation",
        sends: `{ clusterName: "dev", associationId: "a-1", detail: "FULL" as const }`,
        answers: `{ associationId: "a-1", state: "ACTIVE" as const, createdAt: new Date(0), target: { account: "1" } }`,
        wire: { target: "GET /clusters/dev/associations/a-1?detail=FULL" },
      },
      {
        operation: "DescribeAssociation",
        sends: `{ clusterName: "dev", associationId: "a-1" }`,
        throws: `new server.ConflictException({ message: "Later." })`,
      },
      {
        operation: "DescribeAssociation",
        sends: `{ clusterName: "dev", associationId: "A" }`,
        refused: "/associationId",
      },
      {},
    ],
  },
  {
    name: "third-operation",
    what: "a third operation, on the path of the second",
    base: "grown",
    edits: [offer("DeleteAssociation"), addShapes(deletion), ...deletionCases],
    bumps: bumps("minor", "minor", "major"),
    exchanges: [
      { ...remove, wire: { target: "DELETE /clusters/dev/associations/a-1" } },
      { ...remove, throws: `new server.ResourceNotFoundException({ message: "Gone." })` },
      describe,
      {},
    ],
  },
  {
    name: "resource",
    what: "the operations of associations become those of a resource, with one more",
    base: "grown",
    edits: [
      {
        file: "eks-auth.smithy",
        find: "        DescribeAssociation\n        AssumeRoleForPodIdentity\n    ]\n",
        put: "        AssumeRoleForPodIdentity\n    ]\n    resources: [\n        Association\n    ]\n",
      },
      addShapes(`
/// The link between a service account and a role.
resource Association {
    identifiers: { clusterName: ClusterName, associationId: AssociationId }
    read: DescribeAssociation
    delete: DeleteAssociation
}
${deletion}`),
      ...deletionCases,
    ],
    bumps: bumps("minor", "minor", "major"),
    exchanges: [remove, describe, {}],
  },
  {
    name: "success-status",
    what: "another status of the successful answer",
    edits: [
      { find: "code: 200)", put: "code: 201)" },
      { file: "contract.smithy", find: "code: 200\n", put: "code: 201\n", times: "any" },
    ],
    bumps: bumps("major", "patch", "major"),
    exchanges: [{}],
  },
];
