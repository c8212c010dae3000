import { describe, expect, it } from 'vitest';
import { changesBetween, type TemplateChange } from '../../generators/core/changes.ts';

const change = (version: string, text: string, more: Partial<TemplateChange> = {}) => ({
  version,
  text,
  golden: '0123456789ab',
  ...more,
});
const changes = [
  change('0.2.0', 'one'),
  change('0.2.0', 'two', { feature: 'ingress' }),
  change('0.10.0', 'four', { isBreaking: true }),
  change('0.3.0', 'three'),
  change('1.0.0-beta.1', 'five'),
  change('1.0.0', 'six'),
];
const told = (from: string, to: string, active: readonly string[] = []) =>
  changesBetween(from, to, new Set(active), changes).map(({ text }) => text);

describe('what has changed between two versions', () => {
  it('leaves out what the older one had and what the newer one lacks, oldest first', () => {
    expect(told('0.1.0', '0.2.0')).toEqual(['one']);
    expect(told('0.2.0', '0.10.0')).toEqual(['three', 'four']);
    expect(told('0.1.9', '9.0.0')).toEqual(['one', 'three', 'four', 'five', 'six']);
  });

  it('is nothing for the same version and on the way back', () => {
    expect(told('0.2.0', '0.2.0')).toEqual([]);
    expect(told('1.0.0', '0.1.0')).toEqual([]);
  });

  it('tells of a feature only to charts that have it', () => {
    expect(told('0.1.0', '0.2.0', ['ingress', 'hpa'])).toEqual(['one', 'two']);
    expect(told('0.1.0', '0.2.0', ['hpa'])).toEqual(['one']);
  });

  it('knows prereleases', () => {
    expect(told('0.10.0', '1.0.0-beta.1')).toEqual(['five']);
    expect(told('1.0.0-beta.1', '1.0.0')).toEqual(['six']);
    expect(told('0.2.0-beta.1', '0.2.0')).toEqual(['one']);
  });

  it('keeps what it is told of a change', () => {
    expect(changesBetween('0.3.0', '0.10.0', new Set(), changes)).toEqual([changes[2]]);
  });
});
