/** How long a connection may take, in milliseconds. */
export const connectionTimeoutMs = 500;

/** How long a try may take, from the connection to the last byte of the answer, in milliseconds. */
export const tryTimeoutMs = 1_000;
