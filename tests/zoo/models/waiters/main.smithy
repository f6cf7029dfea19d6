$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1
use smithy.waiters#waitable

/// Has a waiter, for which the client gets additional code.
@restJson1
service Depot {
    version: "1"
    operations: [
        GetBox
    ]
}

@readonly
@waitable(
    BoxClosed: {
        acceptors: [
            {
                state: "success"
                matcher: {
                    output: { path: "closed", expected: "true", comparator: "booleanEquals" }
                }
            }
            {
                state: "failure"
                matcher: { errorType: "NoSuchBox" }
            }
        ]
    }
)
@http(method: "GET", uri: "/boxes/{id}")
operation GetBox {
    input := {
        @required
        @httpLabel
        id: String
    }

    output := {
        closed: Boolean
    }

    errors: [
        NoSuchBox
    ]
}

@error("client")
@httpError(404)
structure NoSuchBox {
    message: String
}
