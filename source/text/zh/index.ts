import type { english } from '../en/index.ts';
import { checkWords } from './check.ts';
import { demoWords } from './demo.ts';
import { debugWords, logIncomplete } from './diagnosis.ts';
import { failureSentences, remarkSentences } from './errors.ts';
import { followingSentences, plainSentences, waitingForMore } from './following.ts';
import { kernelCodeWords } from './kernel-codes.ts';
import { capturedOutput, exitMeanings, faultSentences, terminalGivenBack } from './lifecycle.ts';
import { commandSentences } from './on-change.ts';
import { optionWords } from './options.ts';
import { notFoundSentences } from './report.ts';
import { chineseScreens } from './screens.ts';
import { atPlace, configWords, profileMenu, settingsFileSentences, settingsNotices } from './settings.ts';
import { timeWords } from './time.ts';
import { passwordPrompt, usageSentences } from './usage.ts';
import { versionLine } from './version.ts';

/** Everything a person reads, in Chinese, with the terms of OceanBase's Chinese documentation. */
export const chinese: typeof english = {
  language: 'zh',
  screens: chineseScreens,
  time: timeWords,
  options: optionWords,
  usage: { ...usageSentences, ...settingsFileSentences },
  passwordPrompt,
  atPlace,
  settingsNotices,
  profileMenu,
  config: configWords,
  debug: debugWords,
  logIncomplete,
  exitMeanings,
  capturedOutput,
  terminalGivenBack,
  faults: faultSentences,
  check: checkWords,
  command: commandSentences,
  following: followingSentences,
  waitingForMore,
  plain: plainSentences,
  failures: failureSentences,
  remarks: remarkSentences,
  demo: demoWords,
  notFound: notFoundSentences,
  kernelCodes: kernelCodeWords,
  versionLine,
};
