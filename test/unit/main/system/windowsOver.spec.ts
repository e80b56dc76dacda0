import { describe, expect, it } from 'vitest';
import {
  isViewable,
  parseClass,
  parseTree,
  readWindowsOver,
  windowsOver,
} from '../../../../main/system/windowsOver.ts';

/** `xwininfo -root -tree` under openbox 3.6.1 on X.Org 21.1.7, shortened; the exam's window is 0x60000b. */
const TREE = `
xwininfo: Window id: 0x50d (the root window) (has no name)

  Root window id: 0x50d (the root window) (has no name)
  Parent window id: 0x0 (none)
     9 children:
     0x60000c (has no name): ()  244x134+200+200  +200+200
        1 child:
        0x60001b (has no name): ()  244x134+0+0  +201+201
     0x20020b "Openbox": ("" (none))  1x1+-100+-100  +-100+-100
     0x200256 (has no name): ("OPENBOX_FOCUS_CYCLE_POPUP" "OPENBOX_FOCUS_CYCLE_POPUP")  400x200+10+10  +10+10
        1 child:
        0x200259 (has no name): ()  1x1+0+0  +1+1
     0x800004 (has no name): ()  180x90+300+300  +300+300
     0x51e (has no name): ()  1280x800+0+0  +0+0
     0x20035a (has no name): ()  486x343+397+228  +397+228
        56 children:
        0x40000c "a (title) of: \\"mine\\"": ("xterm" "XTerm")  484x316+1+22  +398+250
           1 child:
           0x40001b (has no name): ()  484x316+0+0  +398+250
     0xa00004 (has no name): ()  300x200+1300+0  +1300+0
     0x20031f (has no name): ()  1280x800+0+0  +0+0
        2 children:
        0x800003 "Invigil": ("invigil" "Invigil")  1280x800+0+0  +0+0
     0xc00004 "below": ("below" "Below")  300x200+0+0  +0+0
`;
const OURS = 0x800003;

describe('the windows of an X11 display', () => {
  it('are read in their order, with those inside and without their titles', () => {
    const tops = parseTree(TREE);
    expect(tops.map(({ id }) => id.toString(16))).toEqual(
      '60000c 20020b 200256 800004 51e 20035a a00004 20031f c00004'.split(' '),
    );
    expect(tops[5]).toEqual({
      ...{ id: 0x20035a, width: 486, height: 343, x: 397, y: 228 },
      inside: [
        { id: 0x20035a, named: false },
        { id: 0x40000c, named: true },
        { id: 0x40001b, named: false },
      ],
    });
    expect(JSON.stringify(tops)).not.toContain('title');
  });

  it('are over ours when above it, worth seeing, and neither ours, the manager’s nor the server’s', () => {
    const over = windowsOver(parseTree(TREE), OURS, 0x20000e);
    expect(over.map(({ id }) => id.toString(16))).toEqual(['60000c', '20035a']);
  });

  it('are none when ours is not there', () => {
    expect(windowsOver(parseTree(TREE), 0xf00001, 0x20000e)).toEqual([]);
    expect(windowsOver(parseTree(''), OURS)).toEqual([]);
  });

  it('have a class, and are seen or not', () => {
    expect(parseClass('_NET_WM_PID:  not found.\nWM_CLASS(STRING) = "xterm", "XTerm"')).toBe(
      'xterm',
    );
    expect(parseClass('WM_CLASS:  not found.')).toBeUndefined();
    expect(isViewable('  Map State: IsViewable\n')).toBe(true);
    expect(isViewable('  Map State: IsUnMapped\n')).toBe(false);
    expect(isViewable('  Map State: IsUnviewable\n')).toBe(false);
  });
});

describe('a reading', () => {
  const display =
    (hidden: readonly number[]) =>
    (program: string, args: readonly string[]): Promise<string> => {
      if (program === 'xwininfo' && args.includes('-tree')) return Promise.resolve(TREE);
      if (args.includes('_NET_SUPPORTING_WM_CHECK'))
        return Promise.resolve('_NET_SUPPORTING_WM_CHECK(WINDOW): window id # 0x20000e');
      const id = Number(args[1]);
      if (program === 'xwininfo')
        return Promise.resolve(`Map State: ${hidden.includes(id) ? 'IsUnMapped' : 'IsViewable'}`);
      if (id === 0x40000c) return Promise.resolve('WM_CLASS(STRING) = "xterm", "XTerm"');
      return Promise.resolve('_NET_WM_PID:  not found.\nWM_CLASS:  not found.');
    };

  it('names the programs whose windows are on screen over ours', async () => {
    expect(await readWindowsOver(display([]), OURS)).toEqual({
      shown: true,
      over: [{}, { name: 'xterm' }],
    });
    expect(await readWindowsOver(display([0x60000c]), OURS)).toEqual({
      shown: true,
      over: [{ name: 'xterm' }],
    });
  });

  it('tells when ours was taken from the screen', async () => {
    expect((await readWindowsOver(display([OURS]), OURS))?.shown).toBe(false);
  });

  it('claims nothing where the display cannot be read', async () => {
    const silent = () => Promise.reject(new Error('no display'));
    expect(await readWindowsOver(silent, OURS)).toBeUndefined();
  });
});
