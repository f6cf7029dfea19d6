// smithy-typescript generated code
export * from "./AssumeRoleForPodIdentityCommand";
