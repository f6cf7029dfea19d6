import type { ModelEdit } from "./change.ts";

/** Writes the case that our linters ask for with each error. */
export function errorCase(error: string, status: number): ModelEdit {
  return {
    file: "contract.smithy",
    append: `
apply ${error} @httpResponseTests([
    {
        id: "${error}Case"
        documentation: "The header names the error, the body holds the message."
        protocol: restJson1
        code: ${status}
        headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "${error}" }
        body: """
            {"message": "No."}"""
        bodyMediaType: "application/json"
        params: { message: "No." }
    }
])
`,
  };
}

/** An operation for {@link operationCases}, whose request has no body. */
interface OperationCases {
  readonly operation: string;
  readonly method: string;
  /** With the values of the labels: `/clusters/dev`. */
  readonly uri: string;
  /** A path that the stub has to refuse. */
  readonly badUri: string;
  /** In Smithy's notation: `{ clusterName: "dev" }`. */
  readonly input: string;
  readonly output: string;
  /** The JSON of the output. */
  readonly body: string;
}

/** Writes the cases and the example that our linters ask for with each operation. */
export function operationCases(cases: OperationCases): ModelEdit[] {
  const { operation, method, uri, badUri, input, output, body } = cases;
  const about = `documentation: "The plain case."
        protocol: restJson1`;
  return [
    {
      file: "contract.smithy",
      append: `
apply ${operation} @httpRequestTests([
    {
        id: "${operation}Plain"
        ${about}
        method: "${method}"
        uri: "${uri}"
        params: ${input}
    }
])

apply ${operation} @httpResponseTests([
    {
        id: "${operation}Answer"
        ${about}
        code: 200
        body: """
            ${body}"""
        bodyMediaType: "application/json"
        params: ${output}
    }
])

apply ${operation} @httpMalformedRequestTests([
    {
        id: "${operation}BadLabel"
        ${about}
        request: { method: "${method}", uri: "${badUri}" }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "InvalidParameterException" }
        }
    }
])
`,
    },
    {
      file: "examples.smithy",
      append: `
apply ${operation} @examples([
    {
        title: "The plain case"
        input: ${input}
        output: ${output}
    }
])
`,
    },
  ];
}
