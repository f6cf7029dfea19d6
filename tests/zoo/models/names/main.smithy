$version: "2.0"

namespace com.example.depot

use aws.protocols#restJson1

/// A phone exchange whose shapes have names that generated code uses too.
@restJson1
service Depot {
    version: "1"
    operations: [Move, ListCalls, HeadCall, Then]
    errors: [Error, Late, ProtocolError]
}

@http(method: "POST", uri: "/move/{body}")
operation Move {
    input := {
        @required
        @httpLabel
        body: String

        @httpQuery("query")
        query: String

        @httpHeader("headers")
        headers: String

        input: Handler
        output: HttpRequest
        request: Path
        violations: Violation
        default: LateMembers
        client: DepotClient
        command: MoveCommandInput
    }

    output := {
        value: Value
        path: Path
        call: Call
        name: ErrorName
        service: DepotService
        handler: Handler
        body: String
        input: Handler
        output: HttpRequest
        headers: LateMembers
    }
}

@readonly
@http(method: "GET", uri: "/calls")
operation ListCalls {
    output := {
        calls: Calls
        failures: Failures
        date: Date
    }
}

@readonly
@http(method: "HEAD", uri: "/calls/{name}")
operation HeadCall {
    input := {
        @required
        @httpLabel
        name: String
    }

    output := {
        @suppress(["HttpHeaderTrait"])
        @httpHeader("Content-Length")
        length: Long

        @httpHeader("Content-Type")
        type: String
    }
}

@http(method: "POST", uri: "/then")
operation Then {}

list Calls {
    member: Call
}

structure Call {
    @required
    id: String
}

list Failures {
    member: Failure
}

/// An error that is data too.
structure Failure {
    reason: Late
}

structure LateMembers {
    a: String

    @jsonName("__proto__")
    proto: String

    @jsonName("x-hyphen")
    hyphen: String
}

/// The official client has this name too.
structure DepotClient {
    a: String
}

structure MoveCommandInput {
    a: String
}

structure Handler {
    a: String
}

union HttpRequest {
    path: String
    members: Handler
}

structure Violation {
    @required
    message: String
}

structure Value {
    a: String
}

structure Path {
    a: String
}

structure DepotService {
    name: String
}

enum ErrorName {
    NONE
    LATE
}

structure Date {
    zone: String
}

@error("server")
@httpError(500)
structure Error {
    message: String
}

@error("client")
@httpError(409)
structure Late {
    message: String
    by: Integer
}

@error("client")
@httpError(422)
structure ProtocolError {
    message: String
    device: String
}
