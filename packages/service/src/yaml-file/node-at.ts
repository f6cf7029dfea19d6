import { type Document, isAlias, isCollection, isNode, type Node } from "yaml";

/**
 * Finds the node at a place of a document, through aliases.
 *
 * @returns `undefined` where nothing stands there
 */
export function nodeAt(document: Document, path: readonly PropertyKey[]): Node | undefined {
  let node: unknown = document.contents;
  for (const part of path) {
    const collection = isAlias(node) ? node.resolve(document) : node;
    node = isCollection(collection) ? collection.get(part, true) : undefined;
  }
  return isNode(node) ? node : undefined;
}
