// Reads which versions of which libraries an executable of Linux needs (ELF, 64 bits, little endian).
import { open } from 'node:fs/promises';

/** A symbol version that the dynamic linker has to find, as `GLIBC_2.17`, and the library that has it. */
export interface NeededVersion {
  readonly library: string;
  readonly version: string;
}

const versionNeedsSection = 0x6ffffffe;

/** The table of `.gnu.version_r`, which names symbol versions by library. Throws for a file that is no such executable. */
export async function neededVersions(path: string): Promise<readonly NeededVersion[]> {
  const file = await open(path);
  const read = async (at: number, length: number) =>
    (await file.read(Buffer.alloc(length), 0, length, at)).buffer;
  try {
    const header = await read(0, 64);
    if (header.toString('latin1', 0, 6) !== '\x7fELF\x02\x01') throw new Error(`${path} is no ELF file.`);
    const [at, size, count] = [
      Number(header.readBigUInt64LE(40)),
      header.readUInt16LE(58),
      header.readUInt16LE(60),
    ];
    const table = await read(at, size * count);
    const section = (index: number) => {
      const entry = table.subarray(index * size, (index + 1) * size);
      const [offset, length] = [Number(entry.readBigUInt64LE(24)), Number(entry.readBigUInt64LE(32))];
      return { type: entry.readUInt32LE(4), link: entry.readUInt32LE(40), offset, length };
    };
    const needs = Array.from({ length: count }, (_, index) => section(index)).find(
      ({ type }) => type === versionNeedsSection,
    );
    if (needs === undefined) throw new Error(`${path} names no versions of libraries.`);
    const names = section(needs.link);
    const [data, strings] = [await read(needs.offset, needs.length), await read(names.offset, names.length)];
    const text = (offset: number) => strings.toString('latin1', offset, strings.indexOf(0, offset));
    const found: NeededVersion[] = [];
    for (let library = 0, next = -1; next !== 0; library += next) {
      let version = library + data.readUInt32LE(library + 8);
      for (let left = data.readUInt16LE(library + 2); left > 0; left--) {
        found.push({
          library: text(data.readUInt32LE(library + 4)),
          version: text(data.readUInt32LE(version + 8)),
        });
        version += data.readUInt32LE(version + 12);
      }
      next = data.readUInt32LE(library + 12);
    }
    return found;
  } finally {
    await file.close();
  }
}
