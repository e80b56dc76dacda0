import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveUrlRules, urlAllowed, urlRuleFault } from '../../../contract/urlRules.ts';

const plain = 'https://tests.example:8443/s/b2?code=1';
const moodle = 'https://lms.example/moodle/availability/condition/proctor/entry.php?a=1';

describe('navigation rules', () => {
  it('are the origin of the session URL when nothing is configured', () => {
    const rules = effectiveUrlRules(plain);
    expect(urlAllowed('https://tests.example:8443/anything?x=1#y', rules)).toBe(true);
    expect(urlAllowed('https://tests.example/anything', rules)).toBe(false);
    expect(urlAllowed('http://tests.example:8443/', rules)).toBe(false);
    expect(urlAllowed('https://tests.example.evil.example:8443/', rules)).toBe(false);
    expect(urlAllowed('https://tests.example:8443@evil.example/', rules)).toBe(false);
  });

  it('keep a Moodle candidate inside the quiz, also below a path', () => {
    const rules = effectiveUrlRules(moodle);
    const at = (path: string): boolean => urlAllowed(`https://lms.example/moodle/${path}`, rules);
    expect(at('availability/condition/proctor/entry.php?proctor_accesscode=1&token=2')).toBe(true);
    expect(at('mod/quiz/view.php?id=8')).toBe(true);
    expect(at('mod/quiz/attempt.php?attempt=5&cmid=8&page=2#q4')).toBe(true);
    expect(at('mod/quiz/processattempt.php?cmid=8')).toBe(true);
    expect(at('mod/quiz/review.php?attempt=5')).toBe(true);
    expect(at('my/')).toBe(false);
    expect(at('course/view.php?id=2')).toBe(false);
    expect(at('message/index.php')).toBe(false);
    expect(at('mod/forum/view.php?id=3')).toBe(false);
    expect(urlAllowed('https://lms.example/mod/quiz/view.php?id=8', rules)).toBe(false);
  });

  it('never let another scheme or origin through', () => {
    const rules = effectiveUrlRules(plain);
    fc.assert(
      fc.property(fc.webUrl(), (address) => {
        return (
          urlAllowed(address, rules) === (new URL(address).origin === 'https://tests.example:8443')
        );
      }),
    );
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc',
      'about:blank',
      'app://x/',
    ]) {
      expect(urlAllowed(address, rules)).toBe(false);
    }
  });

  it('say what is wrong with a rule that cannot be used', () => {
    expect(urlRuleFault('https://*.uni.example/quiz/*')).toBeUndefined();
    expect(urlRuleFault('preset:moodle')).toBeUndefined();
    expect(urlRuleFault('*')).toMatch(/http/);
    expect(urlRuleFault('https://uni.example/(')).toBeTypeOf('string');
  });

  it('add configured patterns to a named preset', () => {
    const rules = effectiveUrlRules(plain, ['preset:origin', 'https://login.uni.example/saml/*']);
    expect(urlAllowed('https://login.uni.example/saml/sso?x=1', rules)).toBe(true);
    expect(urlAllowed('https://login.uni.example/other', rules)).toBe(false);
    expect(urlAllowed(plain, rules)).toBe(true);
  });
});
