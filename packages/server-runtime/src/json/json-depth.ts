import { SerializationException } from "../errors/protocol-error.ts";

/**
 * Checks how deep the objects and arrays of a JSON text nest, before anything recursive works on it.
 * The text need not be valid.
 *
 * @param maxDepth - the greatest depth; `{}` has 1, `{"a":[]}` has 2
 * @throws SerializationException where it is deeper
 */
export function requireJsonDepth(text: string, maxDepth: number): void {
  // Most bodies have fewer brackets in all than the limit has levels.
  if (hasMoreBrackets(text, maxDepth) && measureDepth(text, maxDepth) > maxDepth) {
    throw new SerializationException(`The body must not nest deeper than ${maxDepth} objects and arrays.`);
  }
}

function hasMoreBrackets(text: string, limit: number): boolean {
  let count = 0;
  for (const bracket of ["{", "["]) {
    for (let index = text.indexOf(bracket); index !== -1; index = text.indexOf(bracket, index + 1)) {
      count++;
      if (count > limit) {
        return true;
      }
    }
  }
  return false;
}

/** Stops where the limit is passed. */
function measureDepth(text: string, limit: number): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length && deepest <= limit; index++) {
    switch (text[index]) {
      case "{":
      case "[":
        depth++;
        deepest = Math.max(deepest, depth);
        break;
      case "}":
      case "]":
        depth--;
        break;
      case '"':
        index = findStringEnd(text, index);
        break;
    }
  }
  return deepest;
}

/** The index of the quote that ends the string which begins at `start`. */
function findStringEnd(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') {
    index += text[index] === "\\" ? 2 : 1;
  }
  return index;
}
