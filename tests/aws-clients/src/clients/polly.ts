import { bytes, type ClientCases } from "../cases.ts";

async function* speak(): AsyncGenerator<Uint8Array> {
  yield bytes("ID3");
  yield new Uint8Array(100_000);
}

export const polly: ClientCases = {
  client: "polly",
  signedFor: "polly",
  http2: true,
  calls: [
    {
      title: "a stream in the response",
      operation: "SynthesizeSpeech",
      sends: {
        OutputFormat: "mp3",
        Text: "Grüezi",
        VoiceId: "Amy",
        LexiconNames: ["W3C"],
        SampleRate: "8000",
      },
      returns: () => ({ AudioStream: speak(), ContentType: "audio/mpeg", RequestCharacters: 6 }),
      yields: {
        AudioStream: new Uint8Array([...bytes("ID3"), ...new Uint8Array(100_000)]),
        ContentType: "audio/mpeg",
        RequestCharacters: 6,
      },
    },
    {
      title: "an error",
      operation: "SynthesizeSpeech",
      sends: { OutputFormat: "json", Text: "a", VoiceId: "Brian" },
      returns: { error: "TextLengthExceededException", members: { message: "Too long." } },
    },
    {
      title: "a timestamp",
      operation: "GetLexicon",
      sends: { Name: "W3C" },
      returns: {
        Lexicon: { Name: "W3C", Content: "<lexicon/>" },
        LexiconAttributes: { Alphabet: "ipa", LastModified: new Date(1_767_225_600_500), LexemesCount: 1 },
      },
    },
  ],
};
