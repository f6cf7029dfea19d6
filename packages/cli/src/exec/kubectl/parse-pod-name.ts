import { InvalidArgumentError } from "commander";
import type { PodName } from "./cluster-access.ts";

/**
 * Reads a pod's namespace and name from the command line.
 *
 * @param text - `shop/cart-0`
 * @throws InvalidArgumentError where it is something else
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function parsePodName(text: string): PodName {
  const [, namespace, name] = /^([a-z\d][a-z\d-]{0,62})\/([a-z\d][a-z\d.-]{0,252})$/.exec(text) ?? [];
  if (namespace === undefined || name === undefined) {
    throw new InvalidArgumentError("A pod is given as NAMESPACE/NAME, shop/cart-0 for one.");
  }
  return { namespace, name };
}
