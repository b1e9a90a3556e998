/** The server gives up on a statement after this long (error 4012). */
export const serverTimeLimitMicros = 10_000_000;

/** An answer that has not come by then does not come: the server's limit, with room for the way. */
export const answerTimeoutMillis = serverTimeLimitMicros / 1000 + 5_000;
