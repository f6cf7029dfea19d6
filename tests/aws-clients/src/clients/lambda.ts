import { bytes, type ClientCases, streamOf } from "../cases.ts";

export const lambda: ClientCases = {
  client: "lambda",
  signedFor: "lambda",
  calls: [
    {
      title: "payload, headers, query and status",
      operation: "Invoke",
      sends: {
        FunctionName: "arn:aws:lambda:us-east-1:111122223333:function:greet",
        InvocationType: "RequestResponse",
        LogType: "Tail",
        ClientContext: "e30=",
        Qualifier: "live-1",
        Payload: bytes('{"name":"Zoë"}'),
      },
      returns: {
        StatusCode: 202,
        FunctionError: "Unhandled",
        LogResult: "bG9n",
        ExecutedVersion: "$LATEST",
        Payload: bytes("\u0000\u00ff"),
      },
    },
    {
      title: "no payload",
      operation: "Invoke",
      sends: { FunctionName: "greet" },
      returns: { StatusCode: 200 },
      yields: { StatusCode: 200, Payload: null },
    },
    {
      title: "an error with a header and an enum",
      operation: "Invoke",
      sends: { FunctionName: "greet" },
      returns: {
        error: "TooManyRequestsException",
        members: {
          retryAfterSeconds: "7",
          Type: "User",
          message: "Slow down.",
          Reason: "FunctionInvocationRateLimitExceeded",
        },
      },
    },
    {
      title: "an error whose message is called Message",
      operation: "Invoke",
      sends: { FunctionName: "greet" },
      returns: {
        error: "EC2UnexpectedException",
        members: { Type: "Service", Message: "No.", EC2ErrorCode: "Odd" },
      },
      yields: { Type: "Service", message: "No.", EC2ErrorCode: "Odd", $fault: "server" },
    },
    {
      title: "events in the response",
      operation: "InvokeWithResponseStream",
      sends: { FunctionName: "greet", LogType: "Tail", Payload: bytes("{}") },
      returns: () => ({
        StatusCode: 200,
        ExecutedVersion: "7",
        EventStream: streamOf(
          { PayloadChunk: { Payload: bytes("a\u0000") } },
          { PayloadChunk: {} },
          { InvokeComplete: { ErrorCode: "Late", LogResult: "bG9n" } },
        ),
      }),
      yields: {
        StatusCode: 200,
        ExecutedVersion: "7",
        ResponseStreamContentType: "application/vnd.amazon.eventstream",
        EventStream: [
          { PayloadChunk: { Payload: bytes("a\u0000") } },
          { PayloadChunk: { Payload: new Uint8Array() } },
          { InvokeComplete: { ErrorCode: "Late", LogResult: "bG9n" } },
        ],
      },
    },
    {
      title: "an error instead of events",
      operation: "InvokeWithResponseStream",
      sends: { FunctionName: "greet" },
      returns: { error: "ResourceNotFoundException", members: { Type: "User", Message: "None." } },
      yields: { Type: "User", message: "None." },
    },
    {
      title: "PUT with a zero",
      operation: "PutFunctionConcurrency",
      sends: { FunctionName: "greet", ReservedConcurrentExecutions: 0 },
      returns: { ReservedConcurrentExecutions: 0 },
    },
    {
      title: "204 without a body",
      operation: "TagResource",
      sends: {
        Resource: "arn:aws:lambda:us-east-1:111122223333:function:greet",
        Tags: { team: "a/b", "aws:x": "" },
      },
      returns: {},
    },
  ],
};
