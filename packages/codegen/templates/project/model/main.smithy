$version: "2.0"

namespace __namespace__

use aws.protocols#restJson1
use smithy.framework#ValidationException

/// Greets people. Replace the operation by yours.
@title("__title__")
@restJson1
service __Service__ {
    version: "2026-01-01"
    operations: [
        GetGreeting
    ]
    errors: [
        ValidationException
    ]
}

/// Greets a person.
@readonly
@http(method: "GET", uri: "/greetings/{name}")
operation GetGreeting {
    input := {
        /// The person's name.
        @required
        @httpLabel
        @length(min: 1, max: 100)
        name: String
    }

    output := {
        /// The greeting.
        @required
        message: String
    }
}
