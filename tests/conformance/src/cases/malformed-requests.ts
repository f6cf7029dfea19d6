/** A request of `@httpMalformedRequestTests`. */
export interface MalformedRequest {
  readonly method: string;
  readonly uri: string;
  readonly queryParams?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What `@httpMalformedRequestTests` says of the answer. */
export interface MalformedResponse {
  readonly code: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: {
    readonly mediaType: string;
    readonly assertion: { readonly contents: string } | { readonly messageRegex: string };
  };
}

/** A case of `@httpMalformedRequestTests` as the model has it: its texts may hold placeholders. */
export interface MalformedTemplate {
  readonly id: string;
  readonly request: MalformedRequest;
  readonly response: MalformedResponse;
  /** Lists of equal length: the first values of all of them make the first case, and so on. */
  readonly testParameters?: Readonly<Record<string, readonly string[]>>;
}

/** A case with its placeholders filled in. */
export type ExpandedCase = Pick<MalformedTemplate, "id" | "request" | "response">;

/**
 * Makes the cases that a template stands for. `$name:L` becomes the value as it is, `$name:S` the value as a JSON
 * string, and `$$` a dollar. A template without parameters is a case already: nothing in it is a placeholder.
 *
 * @returns the cases; their ids get an index where there are parameters
 * @throws Error where a placeholder isn't one of these or the lists differ in length
 * @see https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html#httpmalformedrequesttests-trait
 */
export function expandMalformed(template: MalformedTemplate): ExpandedCase[] {
  const { testParameters = {}, id, request, response } = template;
  const lengths = new Set(Object.values(testParameters).map((values) => values.length));
  const [length] = lengths;
  if (length === undefined) {
    return [{ id, request, response }];
  }
  if (lengths.size > 1) {
    throw new Error(`${id}: its parameters differ in length`);
  }
  return Array.from({ length }, (_, index) => ({
    id: `${id} ${index}`,
    request: fill(request, testParameters, index),
    response: fill(response, testParameters, index),
  }));
}

type Parameters = Readonly<Record<string, readonly string[]>>;

/** Fills the placeholders in every text within `value`, the names of headers aside. */
function fill<T>(value: T, parameters: Parameters, index: number): T {
  if (typeof value === "string") {
    return fillText(value, parameters, index) as T;
  }
  if (Array.isArray(value)) {
    return value.map((item) => fill(item, parameters, index)) as T;
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, fill(item, parameters, index)]),
    ) as T;
  }
  return value;
}

function fillText(text: string, parameters: Parameters, index: number): string {
  return text.replace(/\$(?:(\$)|(\w+):([LS]))?/g, (placeholder, dollar, name, format) => {
    if (dollar !== undefined) {
      return "$";
    }
    const value = parameters[name]?.[index];
    if (value === undefined) {
      throw new Error(`nothing to put in the place of ${placeholder} in ${text}`);
    }
    return format === "S" ? JSON.stringify(value) : value;
  });
}
