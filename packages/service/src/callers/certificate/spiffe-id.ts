/** The longest SPIFFE ID. */
const maxLength = 2_048;
/** The trust domain, and segments of a path: none is empty, `.` or `..`. */
const pattern = /^spiffe:\/\/[a-z0-9._-]{1,255}(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+)*$/;

/**
 * Whether a text is a SPIFFE ID in its one valid form, so that two of them are the same only if their texts are equal.
 *
 * @see https://github.com/spiffe/spiffe/blob/main/standards/SPIFFE-ID.md#2-spiffe-identity
 */
export function isSpiffeId(text: string): boolean {
  return text.length <= maxLength && pattern.test(text);
}
