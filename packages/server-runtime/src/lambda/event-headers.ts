/** The headers of an event of payload format 1.0 or of a load balancer. */
export interface EventHeaders {
  /** One value for each header, in any case; absent or null if `multiValueHeaders` has them. */
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined;
  /** All values of each header. */
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null | undefined;
}

/** Returns the headers by their names in lower case. Several values are joined, those of cookies with semicolons. */
export function readHeaders({ headers, multiValueHeaders }: EventHeaders): ReadonlyMap<string, string> {
  const sent: Readonly<Record<string, string | readonly string[] | undefined>> =
    multiValueHeaders ?? headers ?? {};
  const byName = new Map<string, string>();
  for (const [anyCase, value = []] of Object.entries(sent)) {
    const name = anyCase.toLowerCase();
    const earlier = byName.get(name);
    const values = [
      ...(earlier === undefined ? [] : [earlier]),
      ...(typeof value === "string" ? [value] : value),
    ];
    byName.set(name, values.join(name === "cookie" ? "; " : ", "));
  }
  return byName;
}

/** The query of an event of payload format 1.0 or of a load balancer. */
export interface EventQuery {
  /** The last value of each key; absent or null if there is none, or `multiValueQueryStringParameters` has them. */
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>> | null | undefined;
  /** All values of each key. */
  readonly multiValueQueryStringParameters?:
    | Readonly<Record<string, readonly string[] | undefined>>
    | null
    | undefined;
}

/**
 * Returns the query, without the `?`.
 *
 * @param encode - for each key and value
 */
export function readQuery(
  { queryStringParameters, multiValueQueryStringParameters }: EventQuery,
  encode: (text: string) => string,
): string {
  const parameters: Readonly<Record<string, string | readonly string[] | undefined>> =
    multiValueQueryStringParameters ?? queryStringParameters ?? {};
  return Object.entries(parameters)
    .flatMap(([key, value = []]) =>
      (typeof value === "string" ? [value] : value).map((each) => `${encode(key)}=${encode(each)}`),
    )
    .join("&");
}
