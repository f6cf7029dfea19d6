import { addOperation, addShapes, type ModelEdit } from "./change.ts";
import { operationCases } from "./contract.ts";

/** The edits that make the `detailed` model of this repository's own. */
export const detailedEdits: readonly ModelEdit[] = [
  addOperation("UpdateAssociation"),
  addShapes(`
/// Changes an association.
@idempotent
@http(method: "PUT", uri: "/clusters/{clusterName}/associations/{associationId}", code: 200)
operation UpdateAssociation {
    input: UpdateAssociationRequest
    output: UpdateAssociationResponse
    errors: [
        InvalidParameterException
        ResourceNotFoundException
    ]
}

/// What to change.
@input
structure UpdateAssociationRequest {
    /// The cluster that it belongs to.
    @required
    @httpLabel
    clusterName: ClusterName

    /// Its ID.
    @required
    @httpLabel
    associationId: AssociationId

    /// Makes it safe to send the request again.
    @required
    @idempotencyToken
    clientToken: Token

    /// Another name, which can be longer than others.
    @length(min: 1, max: 60)
    alias: Alias

    /// A short name.
    nickname: Alias

    /// How important it is.
    priority: Integer = 5

    /// How much to use it.
    weight: Integer

    /// Words to find it by.
    words: Words

    /// Facts about it.
    facts: Facts

    /// The change that it is based on.
    @httpHeader("X-Since")
    since: Timestamp

    /// A note of its owner.
    note: Alias
}

/// The changed association.
@output
structure UpdateAssociationResponse {
    /// Its ID.
    @required
    associationId: String

    /// When it was changed.
    @required
    updatedAt: Timestamp

    /// A note of its owner.
    note: String
}

/// The ID of an association.
@length(min: 3, max: 40)
@pattern("^a-[0-9a-z]+$")
string AssociationId

/// Words.
list Words {
    /// A word.
    member: Alias
}

/// Facts by name.
map Facts {
    /// The name.
    key: Alias

    /// The fact.
    value: Alias
}

/// A name for people.
@length(min: 1, max: 30)
@pattern("^[a-z]+$")
string Alias

/// Any text that is not repeated, such as a UUID.
@length(min: 1, max: 64)
@pattern("^[0-9a-z-]+$")
string Token
`),
  ...operationCases({
    operation: "UpdateAssociation",
    method: "PUT",
    uri: "/clusters/dev/associations/a-1",
    badUri: "/clusters/dev/associations/A",
    input: `{ clusterName: "dev", associationId: "a-1", clientToken: "t" }`,
    output: `{ associationId: "a-1", updatedAt: 1767225600 }`,
    body: `{"associationId": "a-1", "updatedAt": 1767225600}`,
  }),
];
