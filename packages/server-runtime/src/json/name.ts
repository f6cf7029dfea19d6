/** What a value is called in the one that holds it: a member's or a key's name, or a list's index. */
export type Name = string | number;
