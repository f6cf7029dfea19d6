$version: "2.0"

namespace com.example.radio

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// Event streams in an input, in an output, and in both. The official client signs the events of inputs, so it needs SigV4.
@service(sdkId: "Radio", arnNamespace: "radio")
@sigv4(name: "radio")
@restJson1
service Radio {
    version: "1"
    operations: [Upload, Listen, Chat]
    errors: [StationFailure]
}

/// Stores what the client sends.
@http(method: "POST", uri: "/stations/{station}/uploads")
operation Upload {
    input := {
        @httpLabel
        @required
        station: String

        @httpPayload
        @required
        parts: Parts
    }

    output := {
        bytes: Long
        titles: Titles
    }

    errors: [ValidationException]
}

list Titles {
    member: String
}

/// Sends what a station plays.
@http(method: "GET", uri: "/stations/{station}/program")
operation Listen {
    input := {
        @httpLabel
        @required
        station: String

        @httpQuery("after")
        after: Integer
    }

    output := {
        @httpHeader("x-station-name")
        name: String

        @httpPayload
        program: Program
    }
}

/// Answers each message while the client still sends.
@http(method: "POST", uri: "/chat")
operation Chat {
    input := {
        @httpPayload
        messages: Messages
    }

    output := {
        @httpPayload
        answers: Messages
    }
}

@streaming
union Parts {
    title: TitlePart
    audio: AudioPart
    cancelled: UploadCancelled
}

structure TitlePart {
    @required
    @length(min: 1, max: 40)
    title: String
}

structure AudioPart {
    @eventPayload
    bytes: Blob
}

/// The client stopped the upload.
@error("client")
structure UploadCancelled {
    message: String
}

@streaming
union Program {
    song: Song
    cover: Cover
    lyrics: Lyrics
    credits: Credits
    silence: Silence
    offAir: OffAirException
}

/// All of it is in the payload's document.
structure Song {
    @required
    title: String

    started: Timestamp
}

/// All of it is in headers and a payload of bytes.
structure Cover {
    @eventHeader
    width: Integer

    @eventHeader
    round: Boolean

    @eventHeader
    song: String

    @eventHeader
    drawn: Timestamp

    @eventPayload
    image: Blob
}

structure Lyrics {
    @eventPayload
    text: String
}

structure Credits {
    @eventPayload
    artist: Artist
}

structure Artist {
    name: String

    @jsonName("born")
    birthYear: Integer
}

structure Silence {}

/// The station stopped.
@error("client")
@httpError(410)
structure OffAirException {
    message: String

    until: Timestamp
}

@streaming
union Messages {
    text: TextMessage
    failure: StationFailure
}

structure TextMessage {
    text: String
}

@error("server")
@httpError(500)
structure StationFailure {
    message: String
}

@error("client")
@httpError(400)
structure ValidationException {
    message: String
}
