/** Lines of some frames. */
const most = 128;

/**
 * The same function of a text, which remembers what it gave for the texts it was last asked for: of the lines of a frame most are
 * as they were in the frame before.
 */
export function remembered(work) {
  let newer = new Map();
  let older = newer;
  return text => {
    const known = newer.get(text);
    if (known !== undefined) return known;
    const given = older.get(text) ?? work(text);
    if (newer.size >= most) {
      older = newer;
      newer = new Map();
    }
    newer.set(text, given);
    return given;
  };
}
