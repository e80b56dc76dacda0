import { describe, expect, it } from 'vitest';
import { ALL_RULES, namedRule } from '../../../../contract/processRules.ts';
import { compareRuleSets } from '../../../../contract/processRules/compareRuleSets.ts';
import { openRuleSet, type RuleSet } from '../../../../contract/processRules/ruleSetDocument.ts';
import { checkWith, newKey, signRuleSet } from '../../../../scripts/rules/keys.ts';

const { privatePem, publicPem } = newKey();
const check = checkWith(publicPem);
const ruleSet: RuleSet = {
  format: 'invigil-rules-1',
  version: 7,
  issuedAt: '2026-11-22T00:00:00.000Z',
  issuer: 'University',
  rules: [...ALL_RULES],
};
const signed = signRuleSet(JSON.stringify(ruleSet), privatePem);
const open = (document: unknown, atHand = 2) =>
  openRuleSet(JSON.stringify(document), check, atHand);
const faultOf = (document: unknown, atHand?: number) => {
  const opened = open(document, atHand);
  return opened.opened ? undefined : opened.fault;
};
const signedWith = (changed: object) =>
  signRuleSet(JSON.stringify({ ...ruleSet, ...changed }), privatePem);

describe('a signed rule set', () => {
  it('opens with the institution’s key, every rule as it was', () => {
    expect(open(signed)).toEqual({ opened: true, ruleSet });
  });

  it('is refused when a character of it was changed', () => {
    const { signature, ruleSet: text } = signed;
    expect(faultOf({ ...signed, ruleSet: text.replace('AnyDesk', 'Anydesk') })).toBe(
      'bad_signature',
    );
    const other = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    expect(faultOf({ ...signed, signature: other })).toBe('bad_signature');
  });

  it('is refused under another key, and under another’s name', () => {
    const stranger = newKey();
    const theirs = signRuleSet(signed.ruleSet, stranger.privatePem);
    expect(faultOf(theirs)).toBe('unknown_key');
    expect(faultOf({ ...theirs, key: signed.key })).toBe('bad_signature');
  });

  it('never brings an older one back', () => {
    expect(faultOf(signed, 7)).toBe('not_newer');
    expect(faultOf(signed, 8)).toBe('not_newer');
    expect(faultOf(signed, 6)).toBeUndefined();
  });

  it.each<[string, object]>([
    ['an unknown field', { colour: 'red' }],
    ['no rules', { rules: [] }],
    ['a rule twice', { rules: [namedRule('a'), namedRule('a')] }],
    [
      'an identity that two rules claim',
      { rules: [namedRule('a'), { ...namedRule('a'), id: 'b' }] },
    ],
    ['no version', { version: 0 }],
  ])('is refused with %s, and the cause says where', (_what, changed) => {
    const opened = open(signedWith(changed));
    expect(opened).toMatchObject({ opened: false, fault: 'unreadable' });
    expect('cause' in opened && opened.cause).toMatch(/rules|version|colour/);
  });

  it('is refused when it is none', () => {
    for (const text of ['', '{', '[]', '{"format":"invigil-rules-1"}'])
      expect(openRuleSet(text, check, 0)).toMatchObject({ opened: false, fault: 'unreadable' });
  });

  it('takes no key of another kind', () => {
    expect(() => checkWith(privatePem.replaceAll('PRIVATE', 'PUBLIC'))).toThrow();
  });
});

describe('a dry run', () => {
  it('says what would be different', () => {
    const anydesk = ALL_RULES.find(({ id }) => id === 'anydesk');
    if (anydesk === undefined) throw new Error('AnyDesk is known');
    const added = { ...namedRule('new.exe'), id: 'new', category: 'recorder' as const };
    const after = [
      ...ALL_RULES.filter(({ id }) => id !== 'zoom' && id !== 'anydesk'),
      { ...anydesk, severity: 'notice' as const, windows: ['AnyDesk.exe', 'AnyDesk2.exe'] },
      added,
    ];
    const change = compareRuleSets(ALL_RULES, after);
    expect(change.added.map(({ id }) => id)).toEqual(['new']);
    expect(change.removed.map(({ id }) => id)).toEqual(['zoom']);
    expect(change.changed).toEqual([
      {
        id: 'anydesk',
        fields: [{ field: 'severity', before: 'serious', after: 'notice' }],
        newIdentities: ['windows anydesk2'],
        goneIdentities: [],
      },
    ]);
    expect(change.newlyForbidden).toEqual(['new']);
    expect(change.noLongerForbidden).toEqual(['zoom']);
  });

  it('says nothing where nothing is different', () => {
    const change = compareRuleSets(ALL_RULES, [...ALL_RULES].reverse());
    expect(Object.values(change).flat()).toEqual([]);
  });
});
