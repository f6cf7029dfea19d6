import type { ClientCases } from "../cases.ts";

export const batch: ClientCases = {
  client: "batch",
  signedFor: "batch",
  calls: [
    {
      title: "an empty output",
      operation: "CancelJob",
      sends: { jobId: "1", reason: "No longer needed" },
      returns: {},
    },
    {
      title: "an ARN with a slash in a label",
      operation: "TagResource",
      sends: { resourceArn: "arn:aws:batch:us-east-1:111122223333:job/a:1", tags: { a: "b" } },
      returns: {},
    },
    {
      title: "an error of the server",
      operation: "CancelJob",
      sends: { jobId: "1", reason: "a" },
      returns: { error: "ServerException", members: { message: "Later." } },
    },
  ],
};
