$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1

/// Operations with their own host names, which OpenAPI can't express.
@restJson1
service Depot {
    version: "1"
    operations: [
        OpenBox
        ListBoxes
    ]
}

@endpoint(hostPrefix: "{account}.boxes.")
@http(method: "POST", uri: "/boxes/{id}/open")
operation OpenBox {
    input := {
        @required
        @hostLabel
        account: String

        @required
        @httpLabel
        id: String
    }

    output := {
        label: String
    }
}

@readonly
@endpoint(hostPrefix: "data.")
@http(method: "GET", uri: "/boxes")
operation ListBoxes {
    output := {
        count: Integer
    }
}
