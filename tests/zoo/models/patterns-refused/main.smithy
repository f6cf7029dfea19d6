$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1
use smithy.framework#ValidationException

/// Patterns that can not be matched safely: all are reported at once.
@restJson1
service Depot {
    version: "1"
    operations: [
        Label
    ]
}

@http(method: "POST", uri: "/label", code: 204)
operation Label {
    input := {
        name: Twice

        @pattern("^(?x) a b $")
        spaced: String

        @pattern("^[a-z]+$")
        checked: String
    }
    errors: [
        ValidationException
    ]
}

@pattern("^(.+)\\1$")
string Twice
