import { percent, wholePercent } from '../text/number.ts';
import type { Theme } from './theme.ts';

/** Hundredths of a percent as the language sets them: `71.40 %`, in Chinese `71.40%`. Rounded down. */
export function percentText(hundredths: number, theme: Theme): string {
  return theme.words.screens.percent(percent(hundredths));
}

/** The same without its decimals: `71 %`, in Chinese `71%`. */
export function wholePercentText(hundredths: number, theme: Theme): string {
  return theme.words.screens.percent(wholePercent(hundredths));
}
