$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1

/// A path that could be split at several places.
@restJson1
service Depot {
    version: "1"
    operations: [
        Move
    ]
}

@idempotent
@http(method: "PUT", uri: "/boxes/{from+}/to/{to+}")
operation Move {
    input := { @required @httpLabel from: String, @required @httpLabel to: String }
}
