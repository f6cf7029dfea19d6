/** Writes bytes as hexadecimal digits in lower case. */
export function toHex(bytes: Uint8Array): string {
  let digits = "";
  for (const byte of bytes) {
    digits += (byte + 0x100).toString(16).slice(1);
  }
  return digits;
}

/** Reads the bytes that {@link toHex} writes. */
export function fromHex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
