/**
 * Any JSON value: what a member of the type `document` holds. Its numbers are doubles.
 *
 * @see https://smithy.io/2.0/spec/simple-types.html#document
 */
export type Document = null | boolean | number | string | Document[] | { [name: string]: Document };
