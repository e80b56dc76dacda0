import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ExamFields } from '../../../server/proctorexam/examFields.ts';
import { policyOf, websitesOf } from '../../../server/proctorexam/examPolicy.ts';
import { safeHtml } from '../../../server/proctorexam/safeHtml.ts';

const policy = (fields: object) =>
  policyOf(ExamFields.parse({ name: 'E', type: 'record_review', ...fields }), 'basic');

/** Every line of the table of the page: what a client says, and what the app holds. */
const LINES: [string, object, object][] = [
  [
    '`type: demo`',
    { type: 'demo' },
    { proctoring: 'offline', trial: true, streamsPreset: 'default' },
  ],
  [
    '`type: classroom`',
    { type: 'classroom' },
    { proctoring: 'offline', trial: false, streamsPreset: 'no_webcam', identification: 'skip' },
  ],
  [
    '`type: record_review`',
    {},
    {
      proctoring: 'offline',
      trial: false,
      streamsPreset: 'default',
      identification: 'face_and_passport',
    },
  ],
  [
    '`type: live_proctoring`',
    { type: 'live_proctoring' },
    { proctoring: 'online', streamsPreset: 'default' },
  ],
  [
    '`web_cam: true, screen_share: true`',
    { type: 'classroom', web_cam: true, screen_share: true },
    { streamsPreset: 'default', identification: 'face_and_passport' },
  ],
  [
    '`web_cam: true, screen_share: false`',
    { screen_share: false },
    { streamsPreset: 'no_desktop', identification: 'face_and_passport' },
  ],
  [
    '`web_cam: false, screen_share: true`',
    { web_cam: false },
    { streamsPreset: 'no_webcam', identification: 'skip' },
  ],
  [
    '`web_cam: false, screen_share: false`',
    { web_cam: false, screen_share: false },
    { streamsPreset: 'no_video', identification: 'skip' },
  ],
  ['`mobile_cam: true`', { mobile_cam: true }, { auxiliaryCamera: true }],
  [
    '`allow_websites`, `allowed_websites`',
    { allowed_websites: 'a.example' },
    { rules: { allow_to_use_websites: true } },
  ],
  [
    '`allow_external_applications`, `allowed_external_applications`',
    { allowed_external_applications: 'Excel; calc.exe' },
    { desktopAppAllowedProcesses: ['Excel', 'calc.exe'] },
  ],
  [
    '`allow_textbooks`, `allowed_textbooks`',
    { allow_textbooks: true, allowed_textbooks: 'One dictionary' },
    { rules: { allow_to_use_books: true, custom_rules: 'One dictionary' } },
  ],
  [
    '`allow_calculator: false`',
    { allow_calculator: false, allowed_calculator_type: 'any' },
    { calculator: 'off', rules: { allow_to_use_calculator: false } },
  ],
  [
    '`allow_calculator: true`',
    { allow_calculator: true },
    { calculator: 'simple', rules: { allow_to_use_calculator: true } },
  ],
  [
    '`allowed_calculator_type`',
    { allowed_calculator_type: 'Scientific' },
    { calculator: 'scientific', rules: { allow_to_use_calculator: true } },
  ],
  ['`allow_pen_paper`', { allow_pen_paper: true }, { rules: { allow_to_use_paper: true } }],
  [
    '`allow_additional`, `allowed_additional`',
    { allow_additional: true, allowed_additional: 'A ruler' },
    { rules: { custom_rules: 'A ruler' } },
  ],
  [
    '`restrictions`, `terms`',
    { restrictions: 'Be quiet.', terms: 'Be fair.' },
    { rules: { custom_rules: 'Be quiet.\nBe fair.' } },
  ],
  [
    '`use_duration`, `duration_minutes`',
    { use_duration: true, duration_minutes: 75 },
    { duration: 75 },
  ],
  ['`use_duration: false`', { duration_minutes: 75 }, { duration: 540 }],
];

describe('the table of an exam', () => {
  it.each(LINES)('%s', (_line, fields, expected) => {
    expect(policy(fields)).toMatchObject(expected);
  });

  it('stands in the documentation line by line', () => {
    const page = readFileSync(new URL('../../../docs/proctorexam-api.md', import.meta.url), 'utf8');
    const missing = LINES.map(([line]) => line).filter((line) => !page.includes(`| ${line}`));
    expect(missing).toEqual([]);
  });

  it('takes back what is switched off, whatever its list says', () => {
    const off = {
      ...{ allow_websites: false, allowed_websites: 'a.example' },
      ...{ allow_external_applications: false, allowed_external_applications: 'Excel' },
      ...{ allow_textbooks: false, allowed_textbooks: 'One' },
      ...{ allow_additional: false, allowed_additional: 'Two' },
    };
    expect(websitesOf(off)).toEqual([]);
    expect(policy(off)).toMatchObject({
      desktopAppAllowedProcesses: [],
      rules: { allow_to_use_websites: false, allow_to_use_books: false, custom_rules: '' },
    });
  });

  it('locks down as the institute says', () => {
    const fields = ExamFields.parse({ name: 'E', type: 'demo' });
    expect(policyOf(fields, 'off')).toMatchObject({ secureBrowser: false });
    expect(policyOf(fields, 'high')).toMatchObject({
      secureBrowser: true,
      secureBrowserLevel: 'high',
    });
  });

  it('opens the first of its pages', () => {
    const sites = {
      allow_websites: null,
      allowed_websites: 'tests.example/a, http://b.example\nhttps://c.example',
    };
    expect(websitesOf(sites)).toEqual([
      'https://tests.example/a',
      'http://b.example',
      'https://c.example',
    ]);
  });
});

describe('the HTML of a document', () => {
  it.each([
    ['<p>a<script>b</script>c</p>', '<p>ac</p>'],
    ['<img src=x onerror=alert(1)>x', 'x'],
    ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
    [
      '<a href="https://a.example/?q=&quot;x" onclick=y>x</a>',
      '<a href="https://a.example/?q=&amp;quot;x" rel="noopener noreferrer">x</a>',
    ],
    ['<p style="x">a < b & c &eacute;</p>', '<p>a &lt; b &amp; c &eacute;</p>'],
    ['<ul><li>a<li>b</ul>', '<ul><li>a<li>b</li></li></ul>'],
    ['<scr<script>x</script>ipt>alert(1)</script>', 'alert(1)'],
    ['<!-- <b>x --><b>y', '<b>y</b>'],
    ['a\nb\n\nc <3', '<p>a<br>b</p><p>c &lt;3</p>'],
    ['<iframe src=x>', ''],
  ])('%s', (html, safe) => {
    expect(safeHtml(html)).toBe(safe);
  });
});
