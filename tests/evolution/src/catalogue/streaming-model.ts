import { addOperation, addShapes, type ModelEdit } from "./change.ts";

/** The edits that make the `streaming` model of this repository's own. */
export const streamingEdits: readonly ModelEdit[] = [
  addOperation("GetChanges"),
  addShapes(`
/// Reports changes of associations, until the caller stops.
@suppress(["Contract.OperationWithoutTest", "Contract.OperationWithoutExample"])
@readonly
@http(method: "GET", uri: "/clusters/{clusterName}/changes", code: 200)
operation GetChanges {
    input: GetChangesRequest
    output: GetChangesResponse
    errors: [
        InvalidParameterException
    ]
}

/// The cluster to watch.
@input
structure GetChangesRequest {
    /// The cluster.
    @required
    @httpLabel
    clusterName: ClusterName
}

/// The changes.
@output
structure GetChangesResponse {
    /// The changes, in order.
    @httpPayload
    changes: AssociationChange
}

/// A change of an association.
@streaming
union AssociationChange {
    /// It was created.
    created: AssociationCreated

    /// It was deleted.
    deleted: AssociationDeleted
}

/// An association was created.
structure AssociationCreated {
    /// Its ID.
    associationId: String
}

/// An association was deleted.
structure AssociationDeleted {
    /// Its ID.
    associationId: String
}
`),
];
