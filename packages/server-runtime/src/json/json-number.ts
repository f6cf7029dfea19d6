/** A number of a JSON text whose digits a double would lose: what exact parsing leaves in its place. */
export class JsonNumber {
  /** The number as it was sent: `1.50`. */
  readonly source: string;

  /** @param source - the number as it was sent */
  constructor(source: string) {
    this.source = source;
  }
}
