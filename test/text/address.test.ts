import { describe, expect, it } from 'vitest';
import { addressText } from '../../source/text/address.ts';

describe('an address', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1:2881'],
    ['db.example.com', 'db.example.com:2881'],
    ['::1', '[::1]:2881'],
    ['fe80::1%eth0', '[fe80::1%eth0]:2881'],
    ['::ffff:10.0.0.5', '[::ffff:10.0.0.5]:2881'],
  ])('of %s is written %s', (host, text) => {
    expect(addressText(host, 2881)).toBe(text);
  });
});
