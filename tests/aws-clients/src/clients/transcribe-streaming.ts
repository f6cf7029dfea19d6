import { bytes, type ClientCases, streamOf } from "../cases.ts";

const settings = {
  LanguageCode: "en-US",
  MediaEncoding: "pcm",
  MediaSampleRateHertz: 16_000,
  SessionId: "01234567-89ab-cdef-0123-456789abcdef",
  ShowSpeakerLabel: true,
};

const audio = [
  {
    ConfigurationEvent: {
      ChannelDefinitions: [
        { ChannelId: 0, ParticipantRole: "AGENT" },
        { ChannelId: 1, ParticipantRole: "CUSTOMER" },
      ],
    },
  },
  { AudioEvent: { AudioChunk: new Uint8Array(32_000) } },
  { AudioEvent: { AudioChunk: bytes("\u0001") } },
];

const transcripts = [
  { TranscriptEvent: { Transcript: { Results: [{ ResultId: "1", StartTime: 0.25, IsPartial: true }] } } },
  { TranscriptEvent: { Transcript: { Results: [{ ResultId: "1", StartTime: 0, IsPartial: false }] } } },
];

export const transcribeStreaming: ClientCases = {
  client: "transcribe-streaming",
  signedFor: "transcribe",
  http2: true,
  calls: [
    {
      title: "events in both directions, with headers as initial messages",
      operation: "StartStreamTranscription",
      sends: () => ({ ...settings, AudioStream: streamOf(...audio) }),
      arrives: { ...settings, AudioStream: audio },
      returns: () => ({
        RequestId: "r",
        LanguageCode: "en-US",
        MediaSampleRateHertz: 16_000,
        SessionId: settings.SessionId,
        TranscriptResultStream: streamOf(...transcripts),
      }),
      yields: {
        RequestId: "r",
        LanguageCode: "en-US",
        MediaSampleRateHertz: 16_000,
        SessionId: settings.SessionId,
        TranscriptResultStream: transcripts,
      },
    },
    {
      title: "an error instead of events",
      operation: "StartStreamTranscription",
      sends: () => ({ ...settings, AudioStream: streamOf(...audio) }),
      arrives: { ...settings, AudioStream: audio },
      returns: { error: "LimitExceededException", members: { Message: "Too many." } },
      yields: { message: "Too many.", $metadata: { httpStatusCode: 429 } },
    },
  ],
};
