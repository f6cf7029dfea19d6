import type { ModelEdit } from "./change.ts";

/** Creates the test case that the model's linters require for each error. */
export function errorCase(error: string, status: number): ModelEdit {
  return {
    file: "contract.smithy",
    append: `
apply ${error} @httpResponseTests([
    {
        id: "${error}Case"
        documentation: "The header has the name of the error, the body has its message."
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

/** An operation whose request has no body, for {@link operationCases}. */
interface OperationCases {
  readonly operation: string;
  readonly method: string;
  /** The path with the values of its labels: `/clusters/dev`. */
  readonly uri: string;
  /** A path that the stub must reject. */
  readonly badUri: string;
  /** In Smithy's notation: `{ clusterName: "dev" }`. */
  readonly input: string;
  readonly output: string;
  /** The JSON of the output. */
  readonly body: string;
}

/** Creates the test cases and the example that the model's linters require for each operation. */
export function operationCases(cases: OperationCases): ModelEdit[] {
  const { operation, method, uri, badUri, input, output, body } = cases;
  const about = `documentation: "The simple case."
        protocol: restJson1`;
  return [
    {
      file: "contract.smithy",
      append: `
apply ${operation} @httpRequestTests([
    {
        id: "${operation}Simple"
        ${about}
        method: "${method}"
        uri: "${uri}"
        params: ${input}
    }
])

apply ${operation} @httpResponseTests([
    {
        id: "${operation}Response"
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
        title: "The simple case"
        input: ${input}
        output: ${output}
    }
])
`,
    },
  ];
}
