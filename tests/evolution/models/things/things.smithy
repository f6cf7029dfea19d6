$version: "2.0"

namespace io.example.things

use aws.protocols#restJson1

/// Stores the state and the firmware of things.
@restJson1
@cors
service ThingRegistry {
    version: "1"
    operations: [
        PutShadow
        GetShadow
        PutFirmware
        GetFirmware
        TagThing
    ]
    errors: [
        NoSuchThing
    ]
}

/// Sets the desired state of a thing.
@idempotent
@http(method: "PUT", uri: "/things/{thingId}/shadow")
operation PutShadow {
    input := with [OfThing] {
        @httpHeader("If-Match")
        revision: Integer

        @required
        state: Document
    }

    output := with [Revised] {}

    errors: [
        Conflict
    ]
}

/// Returns the desired state of a thing.
@readonly
@http(method: "GET", uri: "/things/{thingId}/shadow")
operation GetShadow {
    input := with [OfThing] {}

    output := with [Revised] {
        @httpPayload
        @required
        state: Document
    }
}

/// Stores the firmware of a thing.
@idempotent
@http(method: "PUT", uri: "/things/{thingId}/firmware/{path+}")
operation PutFirmware {
    input := with [OfThing] {
        @required
        @httpLabel
        path: String

        @httpHeader("X-Signed-At")
        signedAt: Timestamp

        @httpPrefixHeaders("X-Label-")
        labels: Labels

        @httpPayload
        image: Blob
    }

    output := {
        @httpResponseCode
        status: Integer

        @required
        bytes: Long
    }
}

/// Returns the firmware of a thing.
@readonly
@http(method: "GET", uri: "/things/{thingId}/firmware/{path+}")
operation GetFirmware {
    input := with [OfThing] {
        @required
        @httpLabel
        path: String
    }

    output := {
        @httpPrefixHeaders("X-Label-")
        labels: Labels

        @httpPayload
        image: Blob
    }
}

/// Tags a thing.
@http(method: "POST", uri: "/things/{thingId}/tags")
operation TagThing {
    input := with [OfThing] {
        @required
        tags: Tags

        seal: Blob
    }

    output := {
        @required
        tags: Tags

        seal: Blob
    }
}
