import type { ClientCases } from "../cases.ts";

export const efs: ClientCases = {
  client: "efs",
  signedFor: "elasticfilesystem",
  calls: [
    {
      title: "GET with a body",
      operation: "DescribeAccountPreferences",
      sends: { MaxResults: 5, NextToken: "é" },
      returns: { ResourceIdPreference: { ResourceIdType: "LONG_ID", Resources: ["FILE_SYSTEM"] } },
    },
    {
      title: "a pattern and a list of structures",
      operation: "PutLifecycleConfiguration",
      sends: {
        FileSystemId: "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0123456789abcdef0",
        LifecyclePolicies: [{ TransitionToIA: "AFTER_30_DAYS" }],
      },
      returns: { LifecyclePolicies: [] },
    },
    {
      title: "an error with a required member",
      operation: "PutLifecycleConfiguration",
      sends: { FileSystemId: "fs-01234567", LifecyclePolicies: [] },
      returns: {
        error: "FileSystemNotFound",
        members: { ErrorCode: "FileSystemNotFound", Message: "None." },
      },
      yields: { name: "FileSystemNotFound", ErrorCode: "FileSystemNotFound", message: "None." },
    },
  ],
};
