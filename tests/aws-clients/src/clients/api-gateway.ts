import { bytes, type ClientCases } from "../cases.ts";

export const apiGateway: ClientCases = {
  client: "api-gateway",
  signedFor: "apigateway",
  calls: [
    {
      title: "a page, with another name in JSON",
      operation: "GetApiKeys",
      sends: { position: "a+b/c=", limit: 10, nameQuery: "é &", includeValues: false },
      returns: {
        items: [{ id: "1", name: "key", enabled: true, createdDate: new Date(1_767_225_600_000), tags: {} }],
        position: "next",
      },
    },
    {
      title: "a map in the query, and members in Accept and Content-Type",
      operation: "GetExport",
      sends: {
        restApiId: "api",
        stageName: "prod",
        exportType: "oas30",
        parameters: { extensions: "integrations", "a b": "c+d" },
        accepts: "application/yaml",
      },
      returns: {
        contentType: "application/yaml",
        contentDisposition: 'attachment; filename="api.yaml"',
        body: bytes("openapi: 3.0.1\n"),
      },
    },
    {
      title: "an error with a header",
      operation: "GetApiKeys",
      sends: {},
      returns: {
        error: "TooManyRequestsException",
        members: { retryAfterSeconds: "3", message: "Slow down." },
      },
    },
  ],
};
