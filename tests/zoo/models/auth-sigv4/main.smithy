$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1
use aws.api#service
use aws.auth#sigv4

/// Names its authentication. The trait of the service refers to the definition of another trait.
@restJson1
@service(sdkId: "Depot")
@sigv4(name: "depot")
@auth([sigv4])
service Depot {
    version: "1"
    operations: [
        GetBox
        OpenBox
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
}

@auth([])
@http(method: "POST", uri: "/boxes/{id}/open")
operation OpenBox {
    input := {
        @required
        @httpLabel
        id: String
    }
}
