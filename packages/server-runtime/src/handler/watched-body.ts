/**
 * Watches a body that is sent in pieces, for when it fails its answer is already on its way.
 *
 * @param onFailure - gets what reading a piece throws; the host gets it as well
 */
export function watchBody(
  body: AsyncIterable<Uint8Array>,
  onFailure: (error: unknown) => void,
): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = body[Symbol.asyncIterator]();
      return {
        async next() {
          try {
            return await iterator.next();
          } catch (error) {
            onFailure(error);
            throw error;
          }
        },
        async return() {
          await iterator.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
