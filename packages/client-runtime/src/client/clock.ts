/** The smallest difference between the clocks that is corrected, in milliseconds. AWS accepts five minutes. */
const minSkewMs = 240_000;

/** The server's time, by this machine's clock and a correction. */
export interface Clock {
  /** How much the server's clock is ahead, in milliseconds. */
  readonly offset: number;
  /**
   * Learns the server's time from an error, which can be due to the time of a signature.
   *
   * @param headers - of the response, by name in lower case
   * @param usedOffset - the offset at the time of the signature
   * @returns whether that was wrong, so that another try has another time
   */
  correct(headers: Readonly<Record<string, string>>, usedOffset: number): boolean;
}

/** Creates a clock without a correction. */
export function createClock(): Clock {
  let offset = 0;
  return {
    get offset() {
      return offset;
    },
    correct({ date = "", age }, usedOffset) {
      const newOffset = Date.parse(date) - Date.now();
      // With an age, the response is an old one of a cache.
      const isWrong = age === undefined && Math.abs(newOffset - usedOffset) >= minSkewMs;
      if (isWrong) {
        offset = newOffset;
      }
      return isWrong;
    },
  };
}
