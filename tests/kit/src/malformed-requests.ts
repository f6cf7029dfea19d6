/** A request of `@httpMalformedRequestTests`. */
export interface MalformedRequest {
  readonly method: string;
  readonly uri: string;
  readonly queryParams?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The expected response of `@httpMalformedRequestTests`. */
export interface MalformedResponse {
  readonly code: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: {
    readonly mediaType: string;
    readonly assertion: { readonly contents: string } | { readonly messageRegex: string };
  };
}

/** A case of `@httpMalformedRequestTests` in the model. Its texts can contain placeholders. */
export interface MalformedTemplate {
  readonly id: string;
  readonly request: MalformedRequest;
  readonly response: MalformedResponse;
  /** Lists of equal length. The first case takes the first value of each list, and so on. */
  readonly testParameters?: Readonly<Record<string, readonly string[]>>;
}

/** A case with its placeholders replaced. */
export type ExpandedCase = Pick<MalformedTemplate, "id" | "request" | "response">;

/**
 * Expands a template into cases. `$name:L` becomes the value, `$name:S` the value as a JSON
 * string, and `$$` a dollar. A template without parameters is already a case and has no placeholders.
 *
 * @returns the cases; an index is added to their IDs if the template has parameters
 * @throws Error if a placeholder is none of these or the lists differ in length
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
    throw new Error(`${id}: the lists of testParameters differ in length`);
  }
  return Array.from({ length }, (_, index) => ({
    id: `${id} ${index}`,
    request: fill(request, testParameters, index),
    response: fill(response, testParameters, index),
  }));
}

type Parameters = Readonly<Record<string, readonly string[]>>;

/** Replaces the placeholders in every text in `value` except the names of headers. */
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
      throw new Error(`no value for the placeholder ${placeholder} in ${text}`);
    }
    return format === "S" ? JSON.stringify(value) : value;
  });
}
