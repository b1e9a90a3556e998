import { type Generation, generations, type Mode, modes } from './generations.ts';
import type { Situation } from './situation.ts';
import { situations } from './situations.ts';

const letters: Readonly<Record<Mode, string>> = { sys: 'S', mysql: 'M', oracle: 'O' };

/** Counts which situations were checked where, for the table at the end of the run. */
export class Tally {
  readonly #checked = new Map<string, Set<string>>();

  /** Notes that a situation was read as it should be. */
  count(stage: string, generation: Generation, mode: Mode, situation: Situation): void {
    const cells = this.#checked.get(stage) ?? new Set();
    this.#checked.set(stage, cells.add([generation.name, mode, situation.name].join('/')));
  }

  /** How many cells were checked on this stage. */
  checked(stage: string): number {
    return this.#checked.get(stage)?.size ?? 0;
  }

  /** One table a stage: a line a situation, a column a generation, in each who looked. */
  table(): string {
    const width = Math.max(...situations.map(situation => situation.name.length));
    const line = (name: string, cells: readonly string[]) =>
      `  ${name.padEnd(width)}  ${cells.map(cell => cell.padEnd(9)).join(' ')}`.trimEnd();
    const tables = [...this.#checked].map(([stage, checked]) => {
      const cell = (generation: Generation, situation: Situation) =>
        modes
          .filter(mode => checked.has([generation.name, mode, situation.name].join('/')))
          .map(mode => letters[mode])
          .join('') || (situation.happensIn(generation) ? '' : '–');
      const count = (generation: Generation) =>
        [...checked].filter(name => name.startsWith(`${generation.name}/`)).length;
      return [
        `Situations on the ${stage}: ${checked.size} checked. S sys, M MySQL tenant, O Oracle tenant, – does not happen there.`,
        line(
          '',
          generations.map(generation => generation.name),
        ),
        ...situations.map(situation =>
          line(
            situation.name,
            generations.map(generation => cell(generation, situation)),
          ),
        ),
        line(
          'checked',
          generations.map(generation => String(count(generation))),
        ),
      ].join('\n');
    });
    return `\n${tables.join('\n\n')}\n`;
  }
}
