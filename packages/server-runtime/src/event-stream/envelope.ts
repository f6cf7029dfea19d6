import { decodeFrame, type Frame } from "./frame.ts";

/**
 * Unwraps a frame that an AWS client signed: its headers are `:date` and `:chunk-signature`, its payload is the frame
 * with the event. The signature isn't checked.
 *
 * @returns the frame of the event, the frame itself if it isn't signed, or `undefined` if the payload is empty: that is
 *   the end of a signed stream
 * @throws SerializationException if the payload isn't a frame
 * @see https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html
 */
export function unwrapFrame(frame: Frame): Frame | undefined {
  const { headers, payload } = frame;
  if (!Object.hasOwn(headers, ":chunk-signature") || !Object.hasOwn(headers, ":date")) {
    return frame;
  }
  return payload.length === 0 ? undefined : decodeFrame(payload);
}
