/** A statement that has ended. Neither its text nor what the server said is for a log: both may hold what is secret. */
export interface EndedStatement {
  readonly sql: string;
  readonly milliseconds: number;
  /** Rows it brought; null where it failed. */
  readonly rows: number | null;
  /** The server's number, or the code of the system or the driver; null where it succeeded. */
  readonly error: number | string | null;
}

/** An attempt to connect and log in. */
export interface EndedLogin {
  readonly milliseconds: number;
  readonly tls: boolean | null;
  readonly error: number | string | null;
}

/** Receives logins and statements of a connection. Must not throw. */
export interface ConnectionObserver {
  statement(ended: EndedStatement): void;
  login(ended: EndedLogin): void;
}
