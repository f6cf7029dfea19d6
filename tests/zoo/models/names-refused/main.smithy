$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1

/// Members that JavaScript objects and errors have already.
@restJson1
service Depot {
    version: "1"
    operations: [Put]
}

@http(method: "POST", uri: "/put")
operation Put {
    input := {
        constructor: String
    }

    errors: [Refused]
}

@error("client")
structure Refused {
    message: String
    name: String
    cause: String
    stack: String
    code: String
}
