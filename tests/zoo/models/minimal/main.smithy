$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1

/// One operation without input, output and errors.
@restJson1
service Depot {
    version: "1"
    operations: [
        Ping
    ]
}

@http(method: "POST", uri: "/ping", code: 204)
operation Ping {}
