// Servers that break the protocol, each in one way, and what the program says of it.
import { accepted, type Behaviour, packet } from './server.ts';

/** One that logs everybody in and says OK to everything. */
export const honest: Behaviour = { greets: 'mysql_native_password', switchesTo: null, tls: null };

const notTheProtocol = /sent something that is not the MySQL protocol, or out of its order/;
const wrongPlugin = /asks for the password .*It was not sent/;

const bytes = (...values: (number | string)[]) =>
  Buffer.concat(values.map(value => (typeof value === 'string' ? Buffer.from(value) : Buffer.from([value]))));
const column = bytes(3, 'def', 0, 0, 0, 1, 'x', 1, 'x', 0x0c, 45, 0, 0, 1, 0, 0, 253, 0, 0, 0, 0, 0);
const endOfColumns = bytes(0xfe, 0, 0, 2, 0);
const oneColumn = [packet(1, bytes(1)), packet(2, column)];
const infile = bytes(0xfb, '/etc/passwd');
const empty = Buffer.alloc(0);
const sends = (at: 'greeting' | 'login' | 'statement', ...sent: Uint8Array[]): Behaviour => ({
  ...honest,
  instead: { [at]: Buffer.concat(sent) },
});

interface BrokenServer {
  readonly title: string;
  readonly behaviour: Behaviour;
  readonly sentence: RegExp;
}

const of = (sentence: RegExp, servers: Readonly<Record<string, Behaviour>>): BrokenServer[] =>
  Object.entries(servers).map(([title, behaviour]) => ({ title, behaviour, sentence }));

export const brokenServers: readonly BrokenServer[] = [
  ...of(notTheProtocol, {
    'a greeting of one byte': sends('greeting', packet(0, bytes(10))),
    'a greeting that ends in the middle': sends('greeting', packet(0, bytes(10, '5.7.25', 0, 1, 0))),
    'an empty greeting': sends('greeting', packet(0, empty)),
    'nothing but zeros': sends('greeting', Buffer.alloc(64)),
    'the greeting of SSH': sends('greeting', bytes('SSH-2.0-OpenSSH_9.2p1\r\n')),
    'the greeting of SMTP': sends('greeting', bytes('220 mail ESMTP\r\n')),
    'an alert of TLS': sends('greeting', bytes(0x15, 3, 1, 0, 2, 2, 40)),
    'an answer of HTTP': sends('greeting', bytes('HTTP/1.1 400 Bad Request\r\n\r\n')),
    'an error without a number in place of the greeting': sends('greeting', packet(0, bytes(0xff))),
    'an empty packet after the login': sends('login', packet(2, empty)),
    'LOCAL INFILE after the login': sends('login', packet(2, infile)),
    'garbage after the login': sends('login', packet(2, bytes(0x77, 'garbage'))),
    'a packet that nobody asked for behind the login': sends(
      'login',
      packet(2, accepted),
      packet(0, accepted),
    ),
    'an error without a number behind the login': sends('login', packet(2, accepted), packet(0, bytes(0xff))),
    'LOCAL INFILE after a statement': sends('statement', packet(1, infile)),
    'an empty packet after a statement': sends('statement', packet(1, empty)),
    'an empty packet after the columns': sends('statement', ...oneColumn, packet(3, empty)),
    'a column that ends in the middle': sends('statement', packet(1, bytes(1)), packet(2, bytes(3, 'de'))),
    'packets out of their order': sends('statement', ...oneColumn, packet(7, endOfColumns)),
    'an answer with the number of another': sends('statement', packet(9, accepted)),
    'garbage among the rows': sends(
      'statement',
      ...oneColumn,
      packet(3, endOfColumns),
      packet(4, bytes(0xff)),
    ),
    'a packet that nobody asked for behind an answer': sends(
      'statement',
      packet(1, accepted),
      packet(2, accepted),
      packet(0, bytes(0xff)),
    ),
  }),
  ...of(wrongPlugin, {
    'a plugin that nobody knows': { ...honest, switchesTo: 'dialog' },
    'a plugin named like a method': { ...honest, switchesTo: '__proto__' },
    'more of a login than was asked for': sends('login', packet(2, bytes(1, 'more'))),
  }),
];
