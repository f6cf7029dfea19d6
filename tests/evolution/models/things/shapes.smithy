$version: "2.0"

namespace io.example.things

@mixin
structure OfThing {
    /// The thing, by its name.
    @required
    @httpLabel
    thingId: ThingId
}

@mixin
structure Revised {
    /// Goes up by one with each change.
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

/// Words joined by dots. JavaScript's own engine may take quadratic time for it.
@pattern("([a-z]+[.]?)+$")
string Tag

/// There is no such thing.
@error("client")
@httpError(404)
structure NoSuchThing {
    message: String
}

/// Somebody else has changed it.
@error("client")
@httpError(409)
structure Conflict {
    message: String

    @httpHeader("ETag")
    revision: Integer
}
