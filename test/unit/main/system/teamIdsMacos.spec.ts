import { describe, expect, test } from 'vitest';
import { runCommand, type RunCommand } from '../../../../main/system/command.ts';
import { createTeamIds, parseTeamIds } from '../../../../main/system/teamIdsMacos.ts';

/** As codesign displays a program of a developer, one of Apple's, one signed by nobody, and none. */
const DISPLAYED = `Executable=/Applications/Parrot Talk.app/Contents/MacOS/Parrot Talk
Identifier=example.parrot.talk
Format=app bundle with Mach-O universal (x86_64 arm64)
CodeDirectory v=20500 size=1796 flags=0x10000(runtime) hashes=45+7 location=embedded
Signature size=9046
Authority=Developer ID Application: Parrot Inc. (ABCDE12345)
Authority=Developer ID Certification Authority
Authority=Apple Root CA
Info.plist entries=35
TeamIdentifier=ABCDE12345
Sealed Resources version=2 rules=13 files=240
Internal requirements count=1 size=216
Executable=/Applications/Siri.app/Contents/MacOS/Siri
Identifier=com.apple.siri.launcher
Format=app bundle with Mach-O thin (x86_64)
CodeDirectory v=20100 size=264 flags=0x0(none) hashes=3+3 location=embedded
Signature size=4105
Authority=Software Signing
TeamIdentifier=not set
/Users/a/built: code object is not signed at all
/Users/a/gone: No such file or directory
`;

/** Notes what it is asked, and answers with these outputs, one after the other. */
function recorded(...outputs: (string | Error)[]) {
  const asked: (readonly string[])[] = [];
  const run: RunCommand = (program, args, options) => {
    expect([program, options?.stream]).toEqual(['/usr/bin/codesign', 'stderr']);
    asked.push(args.slice(2));
    const output = outputs.shift() ?? '';
    return output instanceof Error ? Promise.reject(output) : Promise.resolve(output);
  };
  return { asked, run };
}

const parrot = '/Applications/Parrot Talk.app/Contents/MacOS/Parrot Talk';

describe('the developer’s team of a program of macOS', () => {
  test('is read of those that have one', () => {
    expect([...parseTeamIds(DISPLAYED)]).toEqual([[parrot, 'ABCDE12345']]);
    expect([...parseTeamIds('TeamIdentifier=ABCDE12345\n')]).toEqual([]);
    expect([...parseTeamIds('')]).toEqual([]);
  });

  test('is asked once for each file, and never of Apple’s own', async () => {
    const { asked, run } = recorded(DISPLAYED);
    const teamIds = createTeamIds(run);
    const files = [
      ...[parrot, parrot, '/Users/a/built', '/usr/local/bin/node'],
      ...['/usr/bin/login', '/bin/zsh', '/sbin/launchd', '/System/Library/CoreServices/Finder'],
    ];
    expect((await teamIds(files)).get(parrot)).toBe('ABCDE12345');
    expect(asked).toEqual([[parrot, '/Users/a/built', '/usr/local/bin/node']]);
    expect((await teamIds(files)).get(parrot)).toBe('ABCDE12345');
    expect(asked).toHaveLength(1);
    await teamIds([...files, '/Users/a/more']);
    expect(asked.at(-1)).toEqual(['/Users/a/more']);
  });

  test('stays unknown where codesign does not answer, and many files are asked in turn', async () => {
    const { asked, run } = recorded(new Error('it took too long'), DISPLAYED);
    const teams = await createTeamIds(run)(
      Array.from({ length: 41 }, (_, at) => (at === 40 ? parrot : `/Users/a/${String(at)}`)),
    );
    expect(asked.map(({ length }) => length)).toEqual([40, 1]);
    expect([...teams]).toEqual([[parrot, 'ABCDE12345']]);
  });

  test('comes from the program’s stderr, where codesign writes it', async () => {
    const script = 'process.stdout.write("out"); process.stderr.write("err"); process.exit(1)';
    const answer = await runCommand(process.execPath, ['-e', script], {
      codes: [1],
      stream: 'stderr',
    });
    expect(answer).toBe('err');
  });
});
