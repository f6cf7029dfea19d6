/** A request that ends with an error. */
export class Fault extends Error {
  override readonly name: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(name: string, status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = name;
    this.status = status;
    this.headers = headers;
  }
}
