$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1

/// Has shapes with the names of types in the types of the JSON.
@restJson1
service Depot {
    version: "1"
    operations: [
        PutRecords
    ]
}

@http(method: "POST", uri: "/records")
operation PutRecords {
    input := {
        records: Records
        paths: paths
        components: components
        empty: Empty
    }

    output := {
        operations: operations
    }
}

list Records {
    member: Record
}

structure Record {
    key: String
}

structure Empty {}

structure paths {
    first: String
}

structure components {
    count: Integer
}

structure operations {
    last: String
}
