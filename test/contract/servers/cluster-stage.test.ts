import { describe, expect, it } from 'vitest';
import { clusterStage } from './cluster-stage.ts';

describe('A real cluster as a stage', () => {
  it('connects as its URL says, with 2881 as the port of an observer', async () => {
    const stage = clusterStage('mysql://reader%40crm:p%40ss@10.0.0.5');
    expect(stage.connection()).toEqual({
      host: '10.0.0.5',
      port: 2881,
      user: 'reader@crm',
      password: 'p@ss',
    });
    const through = clusterStage('mysql://root%40sys%23obcluster:x@odp:2883/oceanbase').connection();
    expect(through).toMatchObject({ user: 'root@sys#obcluster', port: 2883, database: 'oceanbase' });
  });

  it('is never changed', async () => {
    const stage = clusterStage('mysql://root@10.0.0.5');
    expect(stage.canPut).toBe(false);
    await expect(stage.clear()).rejects.toThrow('only read');
    await expect(stage.put('JOBS', 1n, {})).rejects.toThrow('only read');
  });

  it('has one user, the one in the URL', () => {
    expect(() => clusterStage('mysql://root@10.0.0.5').connection('nobody')).toThrow('no nobody');
  });

  it('refuses a URL without a user, and says how one looks', () => {
    expect(() => clusterStage('mysql://10.0.0.5')).toThrow('mysql://user%40tenant');
  });
});
