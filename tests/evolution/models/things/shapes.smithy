$version: "2.0"

namespace io.example.things

@mixin
structure OfThing {
    /// The ID of the thing.
    @required
    @httpLabel
    thingId: ThingId
}

@mixin
structure Revised {
    /// The number of changes.
    @httpHeader("ETag")
    revision: Integer
}

@length(min: 2, max: 64)
@pattern("^[a-z][a-z0-9-]*$")
string ThingId

map Labels {
    key: String
    value: String
}

@uniqueItems
@length(max: 10)
list Tags {
    member: Tag
}

/// Words joined by dots. JavaScript's engine can take quadratic time for this pattern.
@pattern("([a-z]+[.]?)+$")
string Tag

/// The thing does not exist.
@error("client")
@httpError(404)
structure NoSuchThing {
    message: String
}

/// The shadow was changed in the meantime.
@error("client")
@httpError(409)
structure Conflict {
    message: String

    @httpHeader("ETag")
    revision: Integer
}
