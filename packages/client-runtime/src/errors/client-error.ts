/** The base class of the errors of a light client. Decide on `code`, or on the class. */
export abstract class ClientError extends Error {
  /** What went wrong, for code to decide on. It stays the same when the message is reworded. */
  abstract readonly code: string;
  /** The number of tries of the call; 0 if nothing was sent. */
  attempts = 0;
}
