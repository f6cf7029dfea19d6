const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * Makes an identifier in the alphabet of AWS's own: a character of `[A-Z2-7]` for each byte, so 5 bits of it.
 *
 * @param bytes - evenly distributed, as a digest's or random ones are
 */
export function toBase32Id(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet.charAt(byte & 31)).join("");
}
