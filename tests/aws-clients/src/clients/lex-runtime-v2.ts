import { bytes, type ClientCases, streamOf } from "../cases.ts";

const session = { botId: "ABCDEFGHIJ", botAliasId: "TSTALIASID", localeId: "en_US", sessionId: "a:b" };

export const lexRuntimeV2: ClientCases = {
  client: "lex-runtime-v2",
  signedFor: "lex",
  http2: true,
  calls: [
    {
      title: "four labels, and a member in the last place",
      operation: "RecognizeText",
      sends: { ...session, text: "Hello", requestAttributes: { a: "b" } },
      returns: { messages: [{ contentType: "PlainText", content: "Hi" }], sessionId: "a:b" },
    },
    {
      title: "events in both directions",
      operation: "StartConversation",
      sends: () => ({
        ...session,
        conversationMode: "TEXT",
        requestEventStream: streamOf(
          { TextInputEvent: { text: "Hello", eventId: "1", clientTimestampMillis: 1_767_225_600_000 } },
          { AudioInputEvent: { contentType: "audio/l16", audioChunk: bytes("\u0000") } },
          { DisconnectionEvent: {} },
        ),
      }),
      arrives: {
        ...session,
        conversationMode: "TEXT",
        requestEventStream: [
          { TextInputEvent: { text: "Hello", eventId: "1", clientTimestampMillis: 1_767_225_600_000n } },
          { AudioInputEvent: { contentType: "audio/l16", audioChunk: bytes("\u0000") } },
          { DisconnectionEvent: {} },
        ],
      },
      returns: () => ({
        responseEventStream: streamOf(
          { TextResponseEvent: { messages: [{ contentType: "PlainText", content: "Hi" }], eventId: "2" } },
          { HeartbeatEvent: {} },
        ),
      }),
      yields: {
        responseEventStream: [
          { TextResponseEvent: { messages: [{ contentType: "PlainText", content: "Hi" }], eventId: "2" } },
          { HeartbeatEvent: {} },
        ],
      },
    },
    {
      title: "an error",
      operation: "RecognizeText",
      sends: { ...session, text: "Hello" },
      returns: { error: "ConflictException", members: { message: "Busy." } },
    },
  ],
};
