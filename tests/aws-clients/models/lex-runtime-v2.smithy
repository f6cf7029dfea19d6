$version: "2.0"

namespace com.amazonaws.lexruntimev2

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// An excerpt: events in both directions, and four labels.
@restJson1
@service(sdkId: "Lex Runtime V2", arnNamespace: "lex", endpointPrefix: "runtime-v2-lex")
@sigv4(name: "lex")
service AWSDeepSenseRunTimeServiceApi2_0 {
    version: "2020-08-07"
    operations: [
        RecognizeText
        StartConversation
    ]
}

@http(method: "POST", uri: "/bots/{botId}/botAliases/{botAliasId}/botLocales/{localeId}/sessions/{sessionId}/text", code: 200)
operation RecognizeText {
    input := {
        @httpLabel
        @required
        botId: BotIdentifier

        @httpLabel
        @required
        botAliasId: String

        @httpLabel
        @required
        localeId: String

        @httpLabel
        @required
        sessionId: String

        @required
        text: Text

        requestAttributes: StringMap
    }

    output := {
        messages: Messages
        requestAttributes: StringMap
        sessionId: String
    }

    errors: [
        ConflictException
        ValidationException
    ]
}

@http(method: "POST", uri: "/bots/{botId}/botAliases/{botAliasId}/botLocales/{localeId}/sessions/{sessionId}/conversation", code: 200)
operation StartConversation {
    input := {
        @httpLabel
        @required
        botId: BotIdentifier

        @httpLabel
        @required
        botAliasId: String

        @httpLabel
        @required
        localeId: String

        @httpLabel
        @required
        sessionId: String

        @httpHeader("x-amz-lex-conversation-mode")
        conversationMode: ConversationMode

        @httpPayload
        @required
        requestEventStream: StartConversationRequestEventStream
    }

    output := {
        @httpPayload
        responseEventStream: StartConversationResponseEventStream
    }

    errors: [
        ConflictException
        ValidationException
    ]
}

@streaming
union StartConversationRequestEventStream {
    TextInputEvent: TextInputEvent
    AudioInputEvent: AudioInputEvent
    DisconnectionEvent: DisconnectionEvent
}

@streaming
union StartConversationResponseEventStream {
    TextResponseEvent: TextResponseEvent
    HeartbeatEvent: HeartbeatEvent
    ValidationException: ValidationException
    ConflictException: ConflictException
}

structure TextInputEvent {
    @required
    text: Text

    eventId: String
    clientTimestampMillis: EpochMillis = 0
}

structure AudioInputEvent {
    audioChunk: AudioChunk

    @required
    contentType: String

    eventId: String
}

structure DisconnectionEvent {
    eventId: String
}

structure TextResponseEvent {
    messages: Messages
    eventId: String
}

structure HeartbeatEvent {
    eventId: String
}

blob AudioChunk

enum ConversationMode {
    AUDIO
    TEXT
}

@default(0)
long EpochMillis

@length(min: 10, max: 10)
@pattern("^[0-9a-zA-Z]+$")
string BotIdentifier

structure Message {
    content: Text

    @required
    contentType: MessageContentType
}

enum MessageContentType {
    PLAIN_TEXT = "PlainText"
    SSML
}

list Messages {
    member: Message
}

map StringMap {
    key: String
    value: String
}

@length(min: 1, max: 1024)
@sensitive
string Text

@error("client")
@httpError(409)
structure ConflictException {
    @required
    message: String
}

@error("client")
@httpError(400)
structure ValidationException {
    @required
    message: String
}
