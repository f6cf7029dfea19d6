/**
 * Finds the operation of a request.
 *
 * @param method - in upper case
 * @param path - percent-encoded, without a query
 * @param query - percent-encoded, without the question mark
 */
export type Router<Name extends string> = (method: string, path: string, query: string) => Route<Name>;

/** The result of routing: the operation with the labels in its path, or the methods that the path allows. */
export type Route<Name extends string> =
  | {
      readonly found: true;
      readonly operation: Name;
      /** The values of the path's labels, in the order of the path, still percent-encoded. */
      readonly labels: readonly string[];
    }
  | {
      readonly found: false;
      /** The methods that the path allows; empty if no operation has the path. */
      readonly allowed: readonly string[];
    };
