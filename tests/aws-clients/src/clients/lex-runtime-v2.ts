import type { ClientCases } from "../cases.ts";

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
      title: "an error",
      operation: "RecognizeText",
      sends: { ...session, text: "Hello" },
      returns: { error: "ConflictException", members: { message: "Busy." } },
    },
  ],
};
