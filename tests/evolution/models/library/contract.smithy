$version: "2.0"

namespace org.acme.library

use aws.protocols#restJson1
use smithy.test#httpRequestTests

apply GetBook @httpRequestTests([
    {
        id: "GetBookByIsbn"
        protocol: restJson1
        method: "GET"
        uri: "/books/9780141439600"
        params: { isbn: "9780141439600" }
    }
])
