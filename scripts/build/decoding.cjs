// In place of iconv-lite: the session's character set is utf8mb4, which the driver decodes without it. A server may describe
// columns in MySQL's old utf8, which mysql2 calls cesu8, and names in another character set: the runtime has decoders for
// those. Nothing is sent in another one.
const firstOfSurrogate = 0xed;

/** Whether it has a half of a character beyond 16 bits: `ED A0..BF xx`, which UTF-8 has no use for. */
function hasSurrogate(bytes) {
  for (let at = bytes.indexOf(firstOfSurrogate); at !== -1; at = bytes.indexOf(firstOfSurrogate, at + 1)) {
    if (bytes[at + 1] >= 0xa0) return true;
  }
  return false;
}

/** CESU-8: UTF-8 in which a character beyond 16 bits is two halves of three bytes each. */
function fromCesu8(bytes) {
  if (!hasSurrogate(bytes)) return bytes.toString();
  let text = '';
  let from = 0;
  for (let at = 0; at + 2 < bytes.length; at++) {
    if (bytes[at] !== firstOfSurrogate || bytes[at + 1] < 0xa0) continue;
    const half = 0xd000 | ((bytes[at + 1] & 0x3f) << 6) | (bytes[at + 2] & 0x3f);
    text += bytes.toString('utf8', from, at) + String.fromCharCode(half);
    at += 2;
    from = at + 1;
  }
  return text + bytes.toString('utf8', from);
}

function decoderOf(encoding) {
  if (encoding === 'cesu8') return fromCesu8;
  let decoder;
  try {
    decoder = new TextDecoder(encoding);
  } catch {
    decoder = new TextDecoder();
  }
  return bytes => decoder.decode(bytes);
}

exports.getDecoder = encoding => ({ write: decoderOf(encoding), end: () => '' });
exports.getEncoder = encoding => {
  throw new Error(`Nothing is sent in ${encoding}.`);
};
