#!/usr/bin/env python3
"""Sends a change of ob-backup-top to a chat robot of DingTalk, WeCom or Feishu (Lark).

    ob-backup-top --watch --on-change '/opt/chat-robot.py dingtalk /etc/ob-backup-top/dingtalk'

reads one change as JSON on standard input, as --on-change writes it. The file has the robot's webhook address on its first
line and, where the robot asks for signatures, its secret on the second; nobody but its owner may read it. Kinds of change
that are to be sent may follow; without any it is those that somebody has to look at. For robots that ask for a keyword,
"ob-backup-top" is in every message.

Needs nothing but Python 3, or 2.7: then call it as `python chat-robot.py ...`.
"""
import base64
import hashlib
import hmac
import io
import json
import os
import stat
import sys
import time

try:
    from urllib.parse import urlencode
    from urllib.request import Request, urlopen
except ImportError:
    from urllib import urlencode
    from urllib2 import Request, urlopen

USUAL_KINDS = ('failed', 'canceled', 'stuck', 'refused', 'long_running', 'no_good_backup')
TIMEOUT = 15


def signature(key, message):
    digest = hmac.new(key.encode('utf-8'), message.encode('utf-8'), hashlib.sha256).digest()
    return base64.b64encode(digest).decode('ascii')


def dingtalk(url, secret, text):
    if secret:
        now = str(int(time.time() * 1000))
        signed = urlencode({'timestamp': now, 'sign': signature(secret, now + '\n' + secret)})
        url += ('&' if '?' in url else '?') + signed
    return url, {'msgtype': 'text', 'text': {'content': text}}


def wecom(url, _secret, text):
    return url, {'msgtype': 'text', 'text': {'content': text}}


def feishu(url, secret, text):
    body = {'msg_type': 'text', 'content': {'text': text}}
    if secret:
        now = str(int(time.time()))
        # The text to be signed is the key here, and the message is empty.
        body.update(timestamp=now, sign=signature(now + '\n' + secret, ''))
    return url, body


# How each service is sent to, and where its answer has the code, which is 0 when all went well.
SERVICES = {
    'dingtalk': (dingtalk, 'errcode', 'errmsg'),
    'wecom': (wecom, 'errcode', 'errmsg'),
    'feishu': (feishu, 'code', 'msg'),
}


def stop(reason):
    # As UTF-8 whatever the locale: services answer in Chinese, and cron has no locale.
    output = getattr(sys.stderr, 'buffer', sys.stderr)
    output.write((u'chat-robot: %s\n' % reason).encode('utf-8'))
    sys.exit(1)


def robot_of(path):
    """The address and the secret in the file; '' without one."""
    try:
        with io.open(path, encoding='utf-8') as file:
            if os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                stop('other users can read %s: restrict it with chmod 600' % path)
            lines = [line.strip() for line in file] + ['', '']
    except (IOError, OSError) as error:
        stop('%s cannot be read: %s' % (path, error.strerror))
    if not lines[0].startswith(('https://', 'http://')):
        stop('the first line of %s is no address' % path)
    return lines[0], lines[1]


def main(words):
    if len(words) < 2 or words[0] not in SERVICES:
        stop('usage: chat-robot.py %s FILE [KIND ...]' % '|'.join(sorted(SERVICES)))
    make, code_name, message_name = SERVICES[words[0]]
    kinds = words[2:] or USUAL_KINDS
    data = sys.stdin.buffer if hasattr(sys.stdin, 'buffer') else sys.stdin
    change = json.loads(data.read().decode('utf-8'))
    if change['kind'] not in kinds:
        return
    url, secret = robot_of(words[1])
    url, body = make(url, secret, u'ob-backup-top: %s (%s)' % (change['text'], change['at']))
    request = Request(url, json.dumps(body).encode('utf-8'), {'Content-Type': 'application/json'})
    try:
        answer = json.loads(urlopen(request, timeout=TIMEOUT).read().decode('utf-8'))
    except Exception as error:  # The address holds a token, so it is not repeated.
        stop('the robot cannot be reached: %s' % getattr(error, 'reason', type(error).__name__))
    if answer.get(code_name) != 0:
        stop('the robot refused the message: %s %s' % (answer.get(code_name), answer.get(message_name)))


if __name__ == '__main__':
    main(sys.argv[1:])
