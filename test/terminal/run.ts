// Runs the built program without a terminal, as a script would.
import { spawn } from 'node:child_process';
import { terminalEnvironment } from './driver/environment.ts';
import { programWords } from './program.ts';

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs it to its end. `env` is on top of an environment without passwords; `output`: a file in place of a pipe. */
export function run(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
  output: number | 'pipe' = 'pipe',
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const [command, ...first] = programWords;
    const child = spawn(command, [...first, ...words], {
      env: terminalEnvironment({ OB_PASSWORD: undefined, MYSQL_PWD: undefined, ...env }),
      stdio: ['ignore', output, 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', piece => {
      stdout += piece;
    });
    child.stderr?.setEncoding('utf8').on('data', piece => {
      stderr += piece;
    });
    child.on('error', reject);
    child.on('close', code => resolve({ code, stdout, stderr }));
  });
}
