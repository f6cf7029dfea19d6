import { ByteCollector } from "../http/byte-collector.ts";
import { EventTooLargeException } from "./errors.ts";
import { createFrameError, decodeFrame, type Frame, minFrameBytes, readHeaderLength } from "./frame.ts";

/** The bytes at the start of a frame that hold its two lengths. */
const lengthBytes = 8;

/** Splits the pieces of a body, which can have any size, into frames. */
export class FrameReader {
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #maxBytes: number;
  /** What has been received and isn't part of a frame yet. */
  #rest: Uint8Array = new Uint8Array();

  /** @param maxBytes - the largest frame to accept, in bytes */
  constructor(pieces: AsyncIterator<Uint8Array>, maxBytes: number) {
    this.#pieces = pieces;
    this.#maxBytes = maxBytes;
  }

  /**
   * Reads the next frame. Nothing more is read from the body than the frame needs.
   *
   * @returns the frame, or `undefined` at the end of the body
   * @throws SerializationException if a frame can't be decoded, or the body ends within a frame
   * @throws EventTooLargeException if a frame is too large
   */
  async next(): Promise<Frame | undefined> {
    const received = new ByteCollector();
    received.add(this.#rest);
    for (;;) {
      const { bytes } = received;
      const length = this.#readLength(bytes);
      if (length !== undefined && bytes.length >= length) {
        this.#rest = bytes.subarray(length);
        return decodeFrame(bytes.subarray(0, length));
      }
      const { done, value } = await this.#pieces.next();
      if (done) {
        this.#rest = new Uint8Array();
        if (bytes.length > 0) {
          throw createFrameError("the body ends within it");
        }
        return undefined;
      }
      received.add(value);
    }
  }

  /** Reads the length of the first frame; `undefined` if it hasn't been received yet. */
  #readLength(bytes: Uint8Array): number | undefined {
    if (bytes.length < lengthBytes) {
      return undefined;
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, lengthBytes);
    const length = view.getUint32(0);
    if (length > this.#maxBytes) {
      throw new EventTooLargeException(this.#maxBytes);
    }
    // Checked before the rest of the frame is received, so that random bytes are rejected at once.
    if (length < minFrameBytes || readHeaderLength(bytes) > length - minFrameBytes) {
      throw createFrameError("its lengths are wrong");
    }
    return length;
  }
}
