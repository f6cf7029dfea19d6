$version: "2.0"

namespace com.amazonaws.polly

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// An excerpt: a stream of bytes in the response.
@restJson1
@service(sdkId: "Polly", arnNamespace: "polly", endpointPrefix: "polly")
@sigv4(name: "polly")
service Parrot_v1 {
    version: "2016-06-10"
    operations: [
        GetLexicon
        SynthesizeSpeech
    ]
}

@http(method: "GET", uri: "/v1/lexicons/{Name}", code: 200)
operation GetLexicon {
    input := {
        @httpLabel
        @required
        Name: LexiconName
    }

    output := {
        Lexicon: Lexicon
        LexiconAttributes: LexiconAttributes
    }

    errors: [
        LexiconNotFoundException
    ]
}

@http(method: "POST", uri: "/v1/speech", code: 200)
operation SynthesizeSpeech {
    input := {
        LexiconNames: LexiconNameList

        @required
        OutputFormat: OutputFormat

        SampleRate: String

        @required
        Text: String

        @required
        VoiceId: VoiceId
    }

    output := {
        @httpPayload
        AudioStream: AudioStream = ""

        @httpHeader("Content-Type")
        ContentType: String

        @httpHeader("x-amzn-RequestCharacters")
        RequestCharacters: RequestCharacters = 0
    }

    errors: [
        LexiconNotFoundException
        TextLengthExceededException
    ]
}

@streaming
blob AudioStream

structure Lexicon {
    Content: LexiconContent
    Name: LexiconName
}

structure LexiconAttributes {
    Alphabet: String
    LastModified: Timestamp
    LexemesCount: Integer = 0
}

@sensitive
string LexiconContent

@pattern("^[0-9A-Za-z]{1,20}$")
string LexiconName

@length(min: 0, max: 5)
list LexiconNameList {
    member: LexiconName
}

enum OutputFormat {
    JSON = "json"
    MP3 = "mp3"
}

@default(0)
integer RequestCharacters

enum VoiceId {
    Amy
    Brian
}

@error("client")
@httpError(404)
structure LexiconNotFoundException {
    message: String
}

@error("client")
@httpError(400)
structure TextLengthExceededException {
    message: String
}
