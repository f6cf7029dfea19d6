$version: "2.0"

metadata suppressions = [
    {
        id: "HttpMethodSemantics"
        namespace: "com.example.depot"
        reason: "The clients of this service send a body."
    }
]

namespace com.example.depot

use aws.protocols#restJson1

/// Has a finding that would stop Smithy, and that the model suppresses.
@restJson1
service Depot {
    version: "1"
    operations: [
        RemoveBoxes
    ]
}

@idempotent
@http(method: "DELETE", uri: "/boxes")
operation RemoveBoxes {
    input := {
        labels: Labels
    }
}

list Labels {
    member: String
}
