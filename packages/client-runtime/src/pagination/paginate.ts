import type { CallOptions } from "../client/options.ts";

/** The options of a paginator. */
export interface PaginationOptions extends CallOptions {
  /** Whether to end if the service returns the token of a page again; by default the page is read again. */
  readonly stopOnSameToken?: boolean | undefined;
}

/** The options of a paginator whose operation lets the caller choose the size of pages. */
export interface SizedPaginationOptions extends PaginationOptions {
  /** How many results a page has at most, if the input doesn't say it. */
  readonly pageSize?: number | undefined;
}

/**
 * Reads the pages of an operation, each when the caller asks for it.
 *
 * @param input - of the first page
 * @param inputToken - the member of the input with the token of a page
 * @param call - calls the operation
 * @param readToken - reads the token of the next page from an output; without one, or with an empty one, the page is the last
 * @returns the outputs, one for each page
 */
export async function* paginate<Input extends object, Output>(
  input: Input,
  inputToken: keyof Input,
  options: PaginationOptions,
  call: (input: Input, options: CallOptions) => Promise<Output>,
  readToken: (output: Output) => unknown,
): AsyncGenerator<Output, void, undefined> {
  let token: unknown = input[inputToken];
  for (;;) {
    const output = await call({ ...input, [inputToken]: token }, options);
    yield output;
    const next = readToken(output);
    if (!next || (options.stopOnSameToken && next === token)) {
      return;
    }
    token = next;
  }
}
