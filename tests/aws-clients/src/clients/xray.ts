import type { ClientCases } from "../cases.ts";

export const xray: ClientCases = {
  client: "xray",
  signedFor: "xray",
  calls: [
    {
      title: "a union and doubles",
      operation: "GetIndexingRules",
      sends: {},
      returns: {
        IndexingRules: [
          {
            Name: "Default",
            ModifiedAt: new Date(1_767_225_600_000),
            Rule: { Probabilistic: { DesiredSamplingPercentage: 0.1, ActualSamplingPercentage: 1e-7 } },
          },
        ],
        NextToken: "n",
      },
    },
    {
      title: "a list of documents in strings",
      operation: "PutTraceSegments",
      sends: { TraceSegmentDocuments: ['{"id":"\u2028"}', ""] },
      returns: { UnprocessedTraceSegments: [{ Id: "1", ErrorCode: "a", Message: "b" }, {}] },
    },
    {
      title: "an error whose message is called Message, without a status in the model",
      operation: "PutTraceSegments",
      sends: { TraceSegmentDocuments: [] },
      returns: { error: "InvalidRequestException", members: { Message: "No." } },
      yields: { message: "No.", $metadata: { httpStatusCode: 400 } },
    },
  ],
};
