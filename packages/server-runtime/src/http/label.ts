import { decodePercent } from "./percent-encoding.ts";
import type { RoutedRequest } from "./request.ts";

/**
 * Reads the text of a label in the path. The slashes of a greedy label stay in it.
 *
 * @param index - which of the path's labels
 * @param name - the member that it is bound to
 * @throws SerializationException where its percent-encoding doesn't decode to UTF-8
 * @see https://smithy.io/2.0/spec/http-bindings.html#httplabel-trait
 */
export function readLabel(request: RoutedRequest, index: number, name: string): string {
  return decodePercent(request.labels[index] ?? "", `the label ${name} in the path`);
}
