/**
 * What OpenSSL (Node) or BoringSSL (Bun) objected to, without the number, the functions and the place in its source:
 * `4F:error:0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:../deps/…:918:…` is `tlsv1 alert unknown ca`, and so is
 * `error:10000418:SSL routines:OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA`. Another text is returned as it is.
 */
export function openSslReason(message: string): string {
  const reason = /\berror:[0-9a-f]{8}:[^:]*:[^:]*:([^:\n]+)/i.exec(message)?.[1];
  return reason === undefined ? message : reason.toLowerCase().replaceAll('_', ' ');
}
