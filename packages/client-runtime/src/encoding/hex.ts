/** Writes bytes as hexadecimal digits in lower case. */
export function toHex(bytes: ArrayBuffer): string {
  let digits = "";
  for (const byte of new Uint8Array(bytes)) {
    digits += (byte + 0x100).toString(16).slice(1);
  }
  return digits;
}
