// In place of node:process, of which a bundle would make a copy, property by property, for each module that imports it.
export default process;
export const { env } = process;
export function cwd() {
  return process.cwd();
}
