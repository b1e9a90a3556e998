// Fetches OceanBase's SQL engine for the tests ahead of them, and says what came of it.
import { engineOrReason } from '../test/contract/servers/package.ts';

const found = await engineOrReason();
const said =
  'reason' in found
    ? `OceanBase's SQL engine cannot be had: ${found.reason}.`
    : "OceanBase's SQL engine is here.";
process.stdout.write(`${said}\n`);
