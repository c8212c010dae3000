import { describe, expect, it } from 'vitest';
import helpers from 'yeoman-test';
import { app } from '../../generators/commands/app.ts';
import { wishFrom } from '../../generators/shell/yeoman/options.ts';
import { callFor, tornWord, wordsBehindName } from '../../generators/shell/yeoman/words.ts';
import { isTerminal } from '../../generators/shell/yeoman/yeoman.ts';

describe('words behind our name', () => {
  it.each([
    [
      ['helm-prod', 'my-app', '--defaults'],
      ['my-app', '--defaults'],
    ],
    [
      ['helm-prod:app', '--image=x', 'a'],
      ['--image=x', 'a'],
    ],
    [['generator-helm-prod', 'a'], ['a']],
    [
      ['--no-color', '--debug', 'helm-prod', 'a'],
      ['--no-color', 'a'],
    ],
    [['helm-prod', 'a', ',', 'other', 'b'], ['a']],
    [['helm-prod', 'helm-prod'], ['helm-prod']],
    [['helm-prod'], []],
  ])('are found in yo %j', (argv, words) => {
    expect(wordsBehindName(app, argv)).toEqual(words);
  });

  it.each([
    [[]],
    [['acme', 'helm-prod', 'a']],
    [['helm-prod:update', 'a']],
    [['--help']],
    [['run', '--config', 'x']],
  ])('are not there in yo %j', (argv) => {
    expect(wordsBehindName(app, argv)).toBeUndefined();
  });

  it('are torn by a comma at their end', () => {
    expect(tornWord(['my-app', '--description=a, b', 'c,'])).toBe('c,');
    expect(tornWord(['my-app', '--description=a, b'])).toBeUndefined();
  });

  it('name the program as people call it', () => {
    expect(callFor('app')).toBe('yo helm-prod');
    expect(callFor('update')).toBe('yo helm-prod:update');
  });
});

describe('options of a composing generator', () => {
  it('are answers, switches and what belongs to Yeoman', () => {
    const ofYeoman = {
      env: {},
      resolved: '/x',
      namespace: 'a:app',
      skipInstall: true,
      help: false,
    };
    expect(wishFrom({ ...ofYeoman, port: 3000, quiet: true, ask: false })).toEqual({
      said: { port: 3000 },
      options: { quiet: true },
      ask: false,
      faults: [],
    });
  });

  it.each([
    [{ dryRun: true }, { 'dry-run': true }],
    [{ 'dry-run': true, dryRun: true }, { 'dry-run': true }],
    [{ noVerify: true }, { 'no-verify': true }],
    [{ verify: false }, { 'no-verify': true }],
    [{ verify: true }, { verify: true }],
    [{ color: false }, { 'no-color': true }],
    [{ quiet: false }, {}],
    [{ answers: 'my-app.yaml' }, { answers: 'my-app.yaml' }],
  ])('switch with %j', (given, options) => {
    expect(wishFrom(given)).toEqual({ said: {}, options, faults: [] });
  });

  it('may be spelt twice, as yo and yeoman-test do it', () => {
    const given = { extraPorts: { grpc: { port: 9000 } } };
    const twice = { ...given, 'extra-ports': given.extraPorts };
    expect(wishFrom(twice)).toEqual({ said: given, options: {}, faults: [] });
  });

  it.each([
    [{ quiet: 'yes' }, 'quiet', 'must be true or false'],
    [{ answers: ['a'] }, 'answers', 'must be an object'],
    [{ image: null }, 'image', 'null is no answer'],
    [{ enviroments: {} }, 'enviroments', 'unknown; did you mean environments?'],
    [{ version: true }, 'version', expect.stringMatching(/^unknown/)],
  ])('are refused in %j', (given, path, message) => {
    expect(wishFrom(given).faults).toEqual([{ path, message }]);
  });
});

describe('an adapter', () => {
  it('of a test is no terminal; that of yo is', () => {
    expect(isTerminal(helpers.createTestAdapter() as never)).toBe(false);
    expect(isTerminal({ stdin: process.stdin } as never)).toBe(true);
    expect(isTerminal({ actualAdapter: { stdin: process.stdin } } as never)).toBe(true);
  });
});
