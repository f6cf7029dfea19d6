$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1

/// Without an OpenAPI document, and without the types of its JSON.
@restJson1
service Depot {
    version: "1"
    operations: [
        GetBox
    ]
}

@readonly
@http(method: "GET", uri: "/boxes/{id}")
operation GetBox {
    input := {
        @required
        @httpLabel
        id: String
    }

    output := {
        label: String
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
