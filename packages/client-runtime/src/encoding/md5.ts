/** How far each of the four steps of a round rotates. */
const rotations = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];

/** The word of the block that the first step of a round takes, and how many words further the next step takes one. */
const words = [
  { first: 0, next: 1 },
  { first: 1, next: 5 },
  { first: 5, next: 3 },
  { first: 0, next: 7 },
];

/**
 * Computes the MD5 digest of bytes. WebCrypto doesn't have it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1321
 */
export function md5(bytes: Uint8Array): Uint8Array {
  const padded = pad(bytes);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let start = 0; start < padded.byteLength; start += 64) {
    addBlock(state, padded, start);
  }
  const digest = new DataView(new ArrayBuffer(16));
  for (const [index, word] of state.entries()) {
    digest.setInt32(4 * index, word, true);
  }
  return new Uint8Array(digest.buffer);
}

/** Appends a bit 1, zeros up to a whole number of blocks, and the number of bits. */
function pad(bytes: Uint8Array): DataView {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n, true);
  return view;
}

function addBlock(state: Int32Array, block: DataView, start: number): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let step = 0; step < 64; step++) {
    const round = step >> 4;
    const { first, next } = words[round] as (typeof words)[number];
    const word = block.getInt32(start + 4 * ((first + next * step) % 16), true);
    const constant = Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32);
    const sum = (a + mix(round, b, c, d) + word + constant) | 0;
    const rotation = rotations[round]?.[step % 4] ?? 0;
    [a, b, c, d] = [d, (b + ((sum << rotation) | (sum >>> (32 - rotation)))) | 0, b, c];
  }
  state.set([a, b, c, d].map((word, index) => word + (state[index] ?? 0)));
}

function mix(round: number, b: number, c: number, d: number): number {
  switch (round) {
    case 0:
      return (b & c) | (~b & d);
    case 1:
      return (d & b) | (~d & c);
    case 2:
      return b ^ c ^ d;
    default:
      return c ^ (b | ~d);
  }
}
