import { addShapes, bumps, type ModelChange } from "./change.ts";

/** Changes of what clients send or can be told, which stubs don't see. */
export const clientRequests: readonly ModelChange[] = [
  {
    name: "checksum-required",
    description: "requests get a checksum of their body",
    edits: [addShapes("apply AssumeRoleForPodIdentity @httpChecksumRequired")],
    bumps: bumps("patch", "minor", "none"),
    exchanges: [{}],
  },
  {
    name: "client-option",
    description: "clients get an option for a parameter of the endpoint rules",
    edits: [
      {
        file: "endpoint-rules.smithy",
        search: "    parameters: {\n",
        replace: `    parameters: {\n        Stage: { required: false, documentation: "The stage.", type: "string" }\n`,
      },
      {
        file: "endpoint-rules.smithy",
        search: `params: { Region: "us-east-1", UseFIPS: true }`,
        replace: `params: { Region: "us-east-1", UseFIPS: true, Stage: "prod" }`,
      },
      {
        file: "linters.smithy",
        search: "metadata suppressions = [\n",
        replace: `metadata suppressions = [\n    {\n        id: "UnstableTrait.smithy.rules#clientContextParams"\n        namespace: "com.amazonaws.eksauth"\n        reason: "Clients read it."\n    }\n`,
      },
      {
        file: "endpoint-rules.smithy",
        append: `\napply EKSAuthFrontend @smithy.rules#clientContextParams(Stage: { type: "string", documentation: "The stage." })\n`,
      },
    ],
    bumps: bumps("patch", "minor", "none"),
    exchanges: [{}],
  },
];
