$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1

/// Parameters that two members get.
@restJson1
service Depot {
    version: "1"
    operations: [
        Search
        SearchAll
    ]
}

@readonly
@http(method: "GET", uri: "/search")
operation Search {
    input := {
        @httpQuery("q")
        text: String

        @httpQuery("n")
        limit: Integer

        @httpQueryParams
        all: Texts
    }
    output := { text: String, limit: Integer, all: Texts }
}

@readonly
@http(method: "GET", uri: "/search-all")
operation SearchAll {
    input := {
        @httpQuery("q")
        text: String

        @httpQueryParams
        all: Lists
    }
    output := { text: String, all: Lists }
}

map Texts {
    key: String
    value: String
}

map Lists {
    key: String
    value: Words
}

list Words {
    member: String
}
