import { bytes, type ClientCases } from "../cases.ts";

export const appsync: ClientCases = {
  client: "appsync",
  signedFor: "appsync",
  calls: [
    {
      title: "text with any character",
      operation: "EvaluateCode",
      sends: {
        runtime: { name: "APPSYNC_JS", runtimeVersion: "1.0.0" },
        code: "export function request() {\n\treturn '\u{1f600}\\';\n}",
        context: '{"a":\r\n1}',
      },
      returns: { evaluationResult: "{}", logs: ["a", ""] },
    },
    {
      title: "an error with a structure",
      operation: "EvaluateCode",
      sends: { runtime: { name: "APPSYNC_JS", runtimeVersion: "1.0.0" }, code: "x", context: "{}" },
      returns: {
        error: "BadRequestException",
        members: {
          message: "Broken code.",
          reason: "CODE_ERROR",
          detail: {
            codeErrors: [{ errorType: "PARSER_ERROR", value: "x", location: { line: 1, column: 2 } }],
          },
        },
      },
    },
    {
      title: "a payload of bytes",
      operation: "GetIntrospectionSchema",
      sends: { apiId: "a", format: "SDL", includeDirectives: true },
      returns: { schema: bytes("type Query { a: Int }") },
    },
  ],
};
