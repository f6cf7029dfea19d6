$version: "2.0"

namespace com.example.resources

use aws.protocols#restJson1
use com.example.parts#Label
use com.example.parts#Tags
use com.example.parts#Tagged

/// Nested resources, mixins, `apply`, and a closure with two namespaces and renamed shapes.
@restJson1
@paginated(inputToken: "nextToken", outputToken: "nextToken", pageSize: "maxResults")
service City {
    version: "1"
    resources: [Street]
    operations: [Ping]
    errors: [Overload]
    rename: { "com.example.parts#Label": "PartLabel", "com.example.parts#Kind": "PartKind" }
}

resource Street {
    identifiers: { streetId: StreetId }
    properties: { label: Label, kind: Kind, tags: Tags }
    create: CreateStreet
    read: GetStreet
    list: ListStreets
    resources: [House]
    collectionOperations: [CountStreets]
}

resource House {
    identifiers: { streetId: StreetId, number: HouseNumber }
    put: PutHouse
    read: GetHouse
    delete: DeleteHouse
    operations: [Paint]
    resources: [Room]
}

resource Room {
    identifiers: { streetId: StreetId, number: HouseNumber, roomName: String }
    read: GetRoom
}

@mixin
structure HasStreet {
    @required
    streetId: StreetId
}

@mixin
structure HasHouse with [HasStreet] {
    @required
    number: HouseNumber
}

@mixin
operation Safe {
    errors: [NoSuch]
}

@mixin
list Names {
    member: String
}

list Owners with [Names] {}

@mixin
@length(min: 1, max: 8)
string Short

string StreetId with [Short]

string HouseNumber

enum Kind {
    LANE
    ROAD = "the road"
}

apply HasStreet$streetId @documentation("From an apply statement.")
apply StreetId @pattern("^[a-z]+$")

@http(method: "GET", uri: "/streets/{streetId}")
@readonly
operation GetStreet with [Safe] {
    input := for Street with [HasStreet] {}
    output := for Street {
        $tags
        @required
        $streetId
        $label
        $kind
        @notProperty
        owners: Owners
    }
}
apply GetStreetInput$streetId @httpLabel

@http(method: "POST", uri: "/streets")
operation CreateStreet {
    input := for Street {
        $label
        $kind
        $tags
    }
    output := for Street with [HasStreet] {}
    errors: [ValidationException]
}

@http(method: "GET", uri: "/streets")
@readonly
@paginated(items: "streets")
operation ListStreets {
    input := {
        @httpQuery("nextToken")
        nextToken: String
        @httpQuery("maxResults")
        maxResults: Integer
    }
    output := {
        nextToken: String
        @required
        streets: Streets
    }
}

list Streets {
    member: StreetSummary
}

structure Extra with [Tagged] {}

@references([{ resource: Street }])
structure StreetSummary with [HasStreet] {}

@http(method: "GET", uri: "/count/streets")
@readonly
operation CountStreets {
    output := {
        extra: Extra
        @required
        count: Long
    }
}

@http(method: "PUT", uri: "/streets/{streetId}/houses/{number}")
@idempotent
operation PutHouse with [Safe] {
    input := with [HasHouse] {
        @notProperty
        door: Label
    }
    output := with [HasHouse] {}
    errors: [ValidationException]
}
apply PutHouseInput$streetId @httpLabel
apply PutHouseInput$number @httpLabel

@http(method: "GET", uri: "/streets/{streetId}/houses/{number}")
@readonly
operation GetHouse with [Safe] {
    input := with [HasHouse] {}
    output := with [HasHouse] {}
    errors: [ValidationException]
}
apply GetHouseInput$streetId @httpLabel
apply GetHouseInput$number @httpLabel

@http(method: "DELETE", uri: "/streets/{streetId}/houses/{number}", code: 204)
@idempotent
operation DeleteHouse with [Safe] {
    input := with [HasHouse] {}
    errors: [ValidationException]
}
apply DeleteHouseInput$streetId @httpLabel
apply DeleteHouseInput$number @httpLabel

@http(method: "POST", uri: "/streets/{streetId}/houses/{number}?paint")
operation Paint with [Safe] {
    input := with [HasHouse] {
        @httpQuery("color")
        colors: Owners
    }
    output := {}
    errors: [ValidationException]
}
apply PaintInput$streetId @httpLabel
apply PaintInput$number @httpLabel

@http(method: "GET", uri: "/streets/{streetId}/houses/{number}/rooms/{roomName+}")
@readonly
operation GetRoom {
    input := with [HasHouse] {
        @required
        @httpLabel
        roomName: String
    }
    output := {
        roomName: String
    }
    errors: [ValidationException]
}
apply GetRoomInput$streetId @httpLabel
apply GetRoomInput$number @httpLabel

@http(method: "GET", uri: "/ping")
@readonly
operation Ping {}

@error("client")
@httpError(404)
structure NoSuch with [HasStreet] {
    message: String
}

@error("server")
@retryable(throttling: true)
@httpError(503)
structure Overload {
    @httpHeader("Retry-After")
    after: Integer
}

@error("client")
structure ValidationException {
    @required
    message: String
}
