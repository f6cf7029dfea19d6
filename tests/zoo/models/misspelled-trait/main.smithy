$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1

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
        @lenght(min: 1)
        id: String
    }
}
