$version: "2.0"

namespace io.example.things

use aws.protocols#restJson1

/// Keeps the state of things, and the firmware that they run.
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

/// Sets what a thing is to be like.
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

/// Tells what a thing is to be like.
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

/// Gives the firmware of a thing back.
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
