import { addOperation, addShapes, bumps, type ModelChange } from "./change.ts";
import { errorCase, operationCases } from "./contract.ts";
import { extendedEdits } from "./starting-models.ts";

const deletion = `
/// Deletes an association.
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

/// The association to delete.
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

/// An empty output.
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
    /// What failed, for people. Programs decide by the error's name.
    message: String
}
`;

const describe = { operation: "DescribeAssociation", input: "associationKey", output: "association" };
const remove = { operation: "DeleteAssociation", input: "associationKey", output: "{}" };

/** Changes that add operations, resources and errors to the service. */
export const operations: readonly ModelChange[] = [
  {
    name: "error",
    description: "an error is added",
    edits: [
      {
        search: "        ExpiredTokenException\n",
        replace: "        BusyException\n        ExpiredTokenException\n",
      },
      { ...addShapes(conflict), file: "errors.smithy" },
      errorCase("BusyException", 409),
    ],
    bumps: bumps("major", "minor", "minor"),
    exchanges: [{ throws: `new server.BusyException({ message: "Later." })` }, {}],
  },
  {
    name: "error-of-other-operation",
    description: "an operation gets an error that another operation has",
    startingModel: "extended",
    edits: [
      {
        search: "        ConflictException\n",
        replace: "        AccessDeniedException\n        ConflictException\n",
      },
    ],
    bumps: bumps("patch", "minor", "minor"),
    exchanges: [{ ...describe, throws: `new server.AccessDeniedException({ message: "No." })` }],
  },
  {
    name: "second-operation",
    description: "a second operation is added, with enums, a union and an error",
    edits: extendedEdits,
    // Its error is a new value of `ErrorName`.
    bumps: bumps("major", "minor", "major"),
    exchanges: [
      {
        operation: "DescribeAssociation",
        input: `{ clusterName: "dev", associationId: "a-1", detail: "FULL" as const }`,
        output: `{ associationId: "a-1", state: "ACTIVE" as const, createdAt: new Date(0), target: { account: "1" } }`,
        http: { target: "GET /clusters/dev/associations/a-1?detail=FULL" },
      },
      {
        operation: "DescribeAssociation",
        input: `{ clusterName: "dev", associationId: "a-1" }`,
        throws: `new server.ConflictException({ message: "Later." })`,
      },
      {
        operation: "DescribeAssociation",
        input: `{ clusterName: "dev", associationId: "A" }`,
        rejectedWith: "/associationId",
      },
      {},
    ],
  },
  {
    name: "third-operation",
    description: "a third operation is added, on the path of the second",
    startingModel: "extended",
    edits: [addOperation("DeleteAssociation"), addShapes(deletion), ...deletionCases],
    bumps: bumps("minor", "minor", "major"),
    exchanges: [
      { ...remove, http: { target: "DELETE /clusters/dev/associations/a-1" } },
      { ...remove, throws: `new server.ResourceNotFoundException({ message: "Gone." })` },
      describe,
      {},
    ],
  },
  {
    name: "resource",
    description: "the operations of associations move to a resource, and one is added",
    startingModel: "extended",
    edits: [
      {
        file: "eks-auth.smithy",
        search: "        DescribeAssociation\n        AssumeRoleForPodIdentity\n    ]\n",
        replace: "        AssumeRoleForPodIdentity\n    ]\n    resources: [\n        Association\n    ]\n",
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
    description: "the status code of a successful response changes",
    edits: [
      { search: "code: 200)", replace: "code: 201)" },
      { file: "contract.smithy", search: "code: 200\n", replace: "code: 201\n", times: "any" },
    ],
    bumps: bumps("major", "patch", "major"),
    exchanges: [{}],
  },
];
