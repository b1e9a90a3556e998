import { type Instance, render } from 'ink';
import { App, type AppProps } from './app.tsx';

export interface MountOptions extends AppProps {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

/** Draws the screens with Ink from now on, and has it read the keys. */
export type Mount = (options: MountOptions) => Instance;

/** How often the screens are laid out at most. What of it goes to the terminal depends on the link. */
const maxFps = 60;

/** Ink, which this file alone loads: where a frame stands already, it takes over without writing it again. */
export function mountScreens({ stdin, stdout, ...app }: MountOptions): Instance {
  return render(<App {...app} />, {
    stdin,
    stdout,
    alternateScreen: true,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps,
  });
}
