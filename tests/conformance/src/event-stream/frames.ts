import { EventStreamCodec } from "@smithy/core/event-streams";
import { fromUtf8, toUtf8 } from "@smithy/core/serde";

/** A frame of an event stream. */
export type Frame = ReturnType<EventStreamCodec["decode"]>;

const codec = new EventStreamCodec(toUtf8, fromUtf8);

/**
 * Decodes the frames of a body.
 *
 * @throws Error if the body has something else
 */
export function decodeFrames(body: Uint8Array): Frame[] {
  const frames: Frame[] = [];
  for (let start = 0; start < body.length; ) {
    const length = new DataView(body.buffer, body.byteOffset + start).getUint32(0);
    // Copied, because the codec reads beyond a frame whose lengths are wrong.
    frames.push(codec.decode(Uint8Array.from(body.subarray(start, start + length))));
    start += length;
  }
  return frames;
}
