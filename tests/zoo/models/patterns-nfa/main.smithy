$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1
use smithy.framework#ValidationException

/// Patterns with look-arounds and large counts, for which JavaScript's engine is not proven to take linear time.
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
        @pattern("^(?!d-)([a-z]+)(-*[a-z])*$")
        lookAround: String

        @pattern("^s3://([a-z][a-z.]{1,61}[a-z])(/(.{0,1024}))?$")
        count: String

        @pattern("[a-z\\_]{3,2048}\\z")
        both: String
    }
    errors: [
        ValidationException
    ]
}
