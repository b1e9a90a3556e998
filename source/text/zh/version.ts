/** Scripts read this line, so it is the same in every language: the line of `--version`. `platform` is a system and a processor: `linux-x64`. */
export function versionLine(values: {
  readonly version: string;
  readonly commit: string;
  readonly runtime: string;
  readonly platform: string;
}): string {
  const { version, commit, runtime, platform } = values;
  return `ob-backup-top ${version} (commit ${commit}, ${runtime}, ${platform})`;
}
