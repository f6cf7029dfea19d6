import { SerializationException } from "../errors/protocol-error.ts";
import type { RoutedRequest } from "./request.ts";

/**
 * Reads a string that is bound to a label of the path.
 *
 * @param index - which of the path's labels
 * @param name - the member that it is bound to
 * @throws SerializationException where its percent-encoding doesn't decode to UTF-8
 * @see https://smithy.io/2.0/spec/http-bindings.html#httplabel-trait
 */
export function readStringLabel(request: RoutedRequest, index: number, name: string): string {
  const encoded = request.labels[index] ?? "";
  if (!encoded.includes("%")) {
    return encoded;
  }
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new SerializationException(`The label ${name} in the path is not valid percent-encoded UTF-8.`);
  }
}
