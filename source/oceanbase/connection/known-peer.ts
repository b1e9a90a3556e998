/** What this program has seen of the server's TLS while it runs, over all its connections. */
export class KnownPeer {
  #first: string | null = null;
  #changed = false;

  /** Whether a connection had TLS: from then on none goes without it. */
  get hadTls(): boolean {
    return this.#first !== null;
  }

  /** Whether a connection showed another certificate than the first one did. */
  get certificateChanged(): boolean {
    return this.#changed;
  }

  /** @param fingerprint SHA-256 of the certificate of a connection just opened; null without TLS */
  note(fingerprint: string | null): void {
    if (fingerprint === null) return;
    this.#first ??= fingerprint;
    this.#changed ||= fingerprint !== this.#first;
  }
}
