/** A command can't go on. The message is for a person: what is wrong, where, and what to do. */
export class Failure extends Error {
  override readonly name: string = "Failure";
}
