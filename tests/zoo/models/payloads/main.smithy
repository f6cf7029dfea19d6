$version: "2.0"

namespace com.example.payloads

use aws.protocols#restJson1

/// Payloads of each type, headers of each type, and labels of each type.
@restJson1
service Payloads {
    version: "1"
    operations: [PutUnion, PutDocument, PutText, PutEnum, PutBlob, PutStructure, PutStream, Stamp]
    errors: [ValidationException]
}

@http(method: "POST", uri: "/union")
operation PutUnion {
    input := {
        @httpPayload
        value: Shape
        @httpHeader("x-a")
        header: Sides
    }
    output := {
        @httpPayload
        value: Shape
        @httpHeader("x-a")
        header: Sides
    }
}

union Shape {
    circle: Double
    square: Square
    other: Shape
}

structure Square {
    side: Integer
}

list Sides {
    member: Side
}

enum Side {
    LEFT = "l,eft"
    RIGHT = "ri\"ght"
}

@http(method: "POST", uri: "/document")
operation PutDocument {
    input := {
        @httpPayload
        value: Document
    }
    output := {
        @httpPayload
        value: Document
    }
}

@http(method: "POST", uri: "/text")
operation PutText {
    input := {
        @httpPayload
        value: Text
        @httpQueryParams
        rest: Rest
        @httpQuery("when")
        when: Timestamp
    }
    output := {
        @httpPayload
        value: Text
        @httpPrefixHeaders("")
        rest: Headers
    }
}

@length(max: 4)
string Text

map Rest {
    key: String
    value: Strings
}

list Strings {
    member: String
}

map Headers {
    key: String
    value: String
}

@http(method: "POST", uri: "/enum")
operation PutEnum {
    input := {
        @httpPayload
        value: Side
    }
    output := {
        @httpPayload
        value: Side
    }
}

@http(method: "POST", uri: "/blob")
operation PutBlob {
    input := {
        @httpPayload
        value: Blob
    }
    output := {
        @httpPayload
        value: Blob
        @httpResponseCode
        code: Integer
    }
}

@http(method: "POST", uri: "/structure")
operation PutStructure {
    input := {
        @httpPayload
        value: Square
        @httpPrefixHeaders("x-meta-")
        meta: Headers
    }
    output := {
        @httpPayload
        value: Square
        @httpPrefixHeaders("x-meta-")
        meta: Headers
    }
}

@streaming
blob Stream

@streaming
@requiresLength
blob Sized

@http(method: "POST", uri: "/stream")
operation PutStream {
    input := {
        @httpPayload
        @required
        value: Sized
        @httpHeader("x-time")
        time: Timestamp
        @httpHeader("x-times")
        times: Times
    }
    output := {
        @httpPayload
        @required
        value: Stream
        @httpHeader("x-time")
        time: Timestamp
        @httpHeader("x-times")
        times: Times
    }
}

list Times {
    member: Timestamp
}

@http(method: "GET", uri: "/stamp/{time}/{flag}/{side}/{amount}/{level}/x")
@readonly
operation Stamp {
    input := {
        @httpLabel
        @required
        time: Timestamp
        @httpLabel
        @required
        flag: Boolean
        @httpLabel
        @required
        side: Side
        @httpLabel
        @required
        amount: BigDecimal
        @httpLabel
        @required
        level: Level
        @httpQuery("f")
        floats: Floats
        @httpQuery("big")
        big: BigInteger
    }
    output := {
        time: Timestamp
        flag: Boolean
        side: Side
        amount: BigDecimal
        level: Level
        floats: Floats
        big: BigInteger
    }
}

intEnum Level {
    ONE = 1
}

list Floats {
    member: Float
}

@error("client")
structure ValidationException {
    message: String
}
