$version: "2.0"

namespace com.amazonaws.transcribestreaming

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// An excerpt: events in both directions, whose initial messages are headers.
@restJson1
@service(sdkId: "Transcribe Streaming", arnNamespace: "transcribe", endpointPrefix: "transcribestreaming")
@sigv4(name: "transcribe")
service Transcribe {
    version: "2017-10-26"
    operations: [
        StartStreamTranscription
    ]
}

@http(method: "POST", uri: "/stream-transcription", code: 200)
operation StartStreamTranscription {
    input := {
        @httpHeader("x-amzn-transcribe-language-code")
        LanguageCode: LanguageCode

        @httpHeader("x-amzn-transcribe-sample-rate")
        @required
        MediaSampleRateHertz: MediaSampleRateHertz

        @httpHeader("x-amzn-transcribe-media-encoding")
        @required
        MediaEncoding: MediaEncoding

        @httpHeader("x-amzn-transcribe-session-id")
        SessionId: SessionId

        @httpPayload
        @required
        AudioStream: AudioStream

        @httpHeader("x-amzn-transcribe-show-speaker-label")
        ShowSpeakerLabel: ShowSpeakerLabel = false
    }

    output := {
        @httpHeader("x-amzn-request-id")
        RequestId: String

        @httpHeader("x-amzn-transcribe-language-code")
        LanguageCode: LanguageCode

        @httpHeader("x-amzn-transcribe-sample-rate")
        MediaSampleRateHertz: MediaSampleRateHertz

        @httpHeader("x-amzn-transcribe-session-id")
        SessionId: SessionId

        @httpPayload
        TranscriptResultStream: TranscriptResultStream
    }

    errors: [
        BadRequestException
        LimitExceededException
    ]
}

@streaming
union AudioStream {
    AudioEvent: AudioEvent
    ConfigurationEvent: ConfigurationEvent
}

structure AudioEvent {
    @eventPayload
    AudioChunk: AudioChunk
}

structure ConfigurationEvent {
    ChannelDefinitions: ChannelDefinitions
}

@length(min: 2, max: 2)
list ChannelDefinitions {
    member: ChannelDefinition
}

structure ChannelDefinition {
    @required
    ChannelId: ChannelId = 0

    @required
    ParticipantRole: ParticipantRole
}

@streaming
union TranscriptResultStream {
    TranscriptEvent: TranscriptEvent
    BadRequestException: BadRequestException
    LimitExceededException: LimitExceededException
}

structure TranscriptEvent {
    Transcript: Transcript
}

structure Transcript {
    Results: ResultList
}

list ResultList {
    member: Result
}

structure Result {
    ResultId: String
    StartTime: Double = 0
    IsPartial: Partial = false
}

blob AudioChunk

@range(min: 0, max: 1)
integer ChannelId

enum LanguageCode {
    EN_US = "en-US"
    FR_CA = "fr-CA"
}

enum MediaEncoding {
    PCM = "pcm"
    FLAC = "flac"
}

@range(min: 8000, max: 48000)
integer MediaSampleRateHertz

@default(false)
boolean Partial

enum ParticipantRole {
    AGENT
    CUSTOMER
}

@length(min: 36, max: 36)
@pattern("^[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}$")
string SessionId

@default(false)
boolean ShowSpeakerLabel

@error("client")
@httpError(400)
structure BadRequestException {
    Message: String
}

@error("client")
@httpError(429)
structure LimitExceededException {
    Message: String
}
