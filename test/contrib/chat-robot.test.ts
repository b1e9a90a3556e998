// @module-tag slow
// contrib/chat-robot.py against a server of the test's own, which answers as the services do.
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { changeJson } from '../../source/report/change-json.ts';
import { wordsOf } from '../../source/text/words.ts';
import type { SeenChange } from '../../source/watch/change-log.ts';
import { describeWith } from '../fixtures/tools.ts';
import { tenant, tenFortyTwo } from '../fixtures/values.ts';

const script = fileURLToPath(new URL('../../contrib/chat-robot.py', import.meta.url));
const failed: SeenChange = {
  kind: 'failed',
  at: tenFortyTwo,
  tenantId: 1002n,
  job: { tenantId: 1002n, jobId: 12n },
  type: 'FULL',
  result: -4012n,
  seconds: null,
  seenAt: tenFortyTwo,
  tenant: tenant(1002n, '商城"shop\\'),
};
const message =
  'ob-backup-top: 商城"shop\\ job 12 FULL failed: -4012 OB_TIMEOUT (2026-11-22T10:42:17.000000Z)';

interface Request {
  readonly url: URL;
  readonly type: string | undefined;
  readonly body: Record<string, unknown>;
}

let server: Server;
let requests: Request[] = [];
let answer = '{"errcode":0,"errmsg":"ok","code":0}';
let folder = '';
let address = '';

beforeEach(async () => {
  requests = [];
  answer = '{"errcode":0,"errmsg":"ok","code":0}';
  folder = await mkdtemp(join(tmpdir(), 'robot-'));
  server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    requests.push({
      url: new URL(request.url ?? '', 'http://robot'),
      type: request.headers['content-type'],
      body: JSON.parse(Buffer.concat(pieces).toString('utf8')),
    });
    response.end(answer);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/robot?access_token=TOKEN`;
});
afterEach(async () => {
  await new Promise(resolve => server.close(resolve));
  await rm(folder, { recursive: true });
});

async function robotFile(...lines: string[]): Promise<string> {
  const path = join(folder, 'robot');
  await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 });
  return path;
}

/** Runs the script with a change on its standard input. */
function send(python: string, words: readonly string[], change: SeenChange = failed) {
  return new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
    const child = spawn(python, [script, ...words], {
      stdio: ['pipe', 'ignore', 'pipe'],
      // As cron starts it.
      env: { PATH: process.env.PATH },
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', piece => {
      stderr += piece;
    });
    child.on('error', reject);
    child.on('close', code => resolve({ code, stderr }));
    child.stdin.end(changeJson(change, wordsOf('en')));
  });
}

const sent = { code: 0, stderr: '' };
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');

for (const python of ['python3', 'python2']) {
  describeWith(python, [python, '--version'], `a robot in a chat, by ${python}`, () => {
    it('of DingTalk is sent the sentence, signed in the address', async () => {
      const before = Date.now();
      expect(await send(python, ['dingtalk', await robotFile(address, 'SECsecret')])).toEqual(sent);
      const [{ url, type, body } = { url: new URL('http://x'), type: '', body: {} }] = requests;
      expect(type).toBe('application/json');
      expect(body).toEqual({ msgtype: 'text', text: { content: message } });
      const at = url.searchParams.get('timestamp') ?? '';
      expect(Number(at)).toBeGreaterThanOrEqual(before - 1);
      expect(url.searchParams.get('access_token')).toBe('TOKEN');
      expect(url.searchParams.get('sign')).toBe(hmac('SECsecret', `${at}\nSECsecret`));
    });

    it('of Feishu is sent it with the signature in the message', async () => {
      expect(await send(python, ['feishu', await robotFile(address, 'secret')])).toEqual(sent);
      const body = requests[0]?.body ?? {};
      expect(body).toMatchObject({ msg_type: 'text', content: { text: message } });
      expect(Number(body.timestamp) * 1000).toBeGreaterThan(Date.now() - 60_000);
      expect(body.sign).toBe(hmac(`${body.timestamp}\nsecret`, ''));
    });

    it('of WeCom, and one without a secret, is sent it as it is', async () => {
      expect(await send(python, ['wecom', await robotFile(address)])).toEqual(sent);
      expect(await send(python, ['dingtalk', await robotFile(address)])).toEqual(sent);
      expect(await send(python, ['feishu', await robotFile(address)])).toEqual(sent);
      expect(requests.map(({ body }) => Object.keys(body).sort())).toEqual([
        ['msgtype', 'text'],
        ['msgtype', 'text'],
        ['content', 'msg_type'],
      ]);
      expect(requests[1]?.url.searchParams.has('sign')).toBe(false);
    });

    it('is sent what somebody has to look at, or the kinds that are named', async () => {
      const path = await robotFile(address);
      const completed: SeenChange = { ...failed, kind: 'completed' };
      expect(await send(python, ['wecom', path], completed)).toEqual(sent);
      expect(requests).toEqual([]);
      expect(await send(python, ['wecom', path, 'completed'], completed)).toEqual(sent);
      expect(await send(python, ['wecom', path, 'completed'])).toEqual(sent);
      expect(requests).toHaveLength(1);
    });

    it('that refuses, or cannot be reached, ends it with 1 and a line that holds no token', async () => {
      const path = await robotFile(address);
      answer = '{"errcode":310000,"errmsg":"签名不匹配"}';
      expect(await send(python, ['dingtalk', path])).toEqual({
        code: 1,
        stderr: 'chat-robot: the robot refused the message: 310000 签名不匹配\n',
      });
      answer = 'no JSON';
      expect((await send(python, ['dingtalk', path])).code).toBe(1);
      const nobody = await robotFile('http://127.0.0.1:1/robot?access_token=TOKEN', 'SECsecret');
      const { code, stderr } = await send(python, ['dingtalk', nobody]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^chat-robot: the robot cannot be reached: .*\n$/);
      expect(stderr).not.toMatch(/TOKEN|SECsecret/);
    });

    it('has its secrets in a file of its owner alone', async () => {
      const path = await robotFile(address, 'secret');
      await chmod(path, 0o644);
      const { code, stderr } = await send(python, ['feishu', path]);
      expect(code).toBe(1);
      expect(stderr).toContain('other users can read');
      expect(requests).toEqual([]);
    });
  });
}
