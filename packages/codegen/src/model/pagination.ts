import type { Traits } from "./json-ast.ts";
import type { BoundMember, Message } from "./service.ts";

/** How an operation returns its results in pages. */
export interface Pagination {
  /** The member of the input with the token of a page. */
  readonly inputToken: BoundMember;
  /** The names of the members to the token of the next page in the output, from outside to inside. */
  readonly outputToken: readonly string[];
  /** The member of the input with the number of results on a page, if there is one. */
  readonly pageSize: BoundMember | undefined;
}

/**
 * Resolves the `@paginated` trait of an operation. Smithy has validated it.
 *
 * @param service - the traits of the service, which has the settings that an operation omits
 * @returns `undefined` if the operation isn't paginated
 * @see https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait
 */
export function resolvePagination(
  operation: Traits | undefined,
  service: Traits | undefined,
  input: Message | undefined,
): Pagination | undefined {
  const own = operation?.["smithy.api#paginated"] as Settings | undefined;
  if (own === undefined) {
    return undefined;
  }
  const settings: Settings = { ...(service?.["smithy.api#paginated"] as Settings | undefined), ...own };
  const find = (name: string | undefined) => input?.members.find((member) => member.name === name);
  const inputToken = find(settings.inputToken);
  return inputToken === undefined || settings.outputToken === undefined
    ? undefined
    : { inputToken, outputToken: settings.outputToken.split("."), pageSize: find(settings.pageSize) };
}

interface Settings {
  readonly inputToken?: string;
  readonly outputToken?: string;
  readonly pageSize?: string;
}
