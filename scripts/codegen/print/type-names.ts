/** Names that TypeScript, JavaScript or a generated file keeps for itself. */
const reserved = new Set([
  ..."any Array AsyncIterable Awaited bigint BigInt boolean Boolean Date DocumentValue Error Function Infinity".split(
    " ",
  ),
  ..."Iterable JSON Map Math NaN never null number Number object Object Omit Partial Pick Promise Proxy".split(
    " ",
  ),
  ..."Readonly Record Reflect RegExp Required Set string String symbol Symbol Uint8Array undefined unknown void".split(
    " ",
  ),
]);

/** The name of the type for a shape: its own, behind an underscore where the name is taken. */
export function typeName(shape: string): string {
  return reserved.has(shape) ? `_${shape}` : shape;
}
