import assert from 'node:assert/strict';
import {
  closeSync,
  copyFileSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { openNative } from '../support/native.ts';

const native = openNative();
const folder = mkdtempSync(path.join(tmpdir(), 'invigil-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const unsigned = path.join(process.env['windir'] ?? 'C:\\windows', 'system32', 'notepad.exe');
const text = path.join(folder, 'prüfung.txt');
writeFileSync(text, 'no program');
const missing = path.join(folder, 'missing.exe');

function copyOfNode(name: string): string {
  const copy = path.join(folder, name);
  copyFileSync(process.execPath, copy);
  return copy;
}

/** Turns one bit in the middle of a file's code. */
function tamper(file: string): void {
  const opened = openSync(file, 'r+');
  try {
    const byte = Buffer.alloc(1);
    const at = Math.floor(fstatSync(opened).size / 3);
    readSync(opened, byte, 0, 1, at);
    byte.writeUInt8(byte.readUInt8() ^ 1);
    writeSync(opened, byte, 0, 1, at);
  } finally {
    closeSync(opened);
  }
}

describe('the original name', () => {
  it('is that of the version resource, whatever the file is called', () => {
    assert.equal(native.originalName(process.execPath), 'node.exe');
    assert.equal(native.originalName(copyOfNode('prüfung 試験.exe')), 'node.exe');
  });

  it('is absent where there is no resource, no program or no file', () => {
    for (const file of [unsigned, text, missing, folder, ''])
      assert.equal(native.originalName(file), undefined, file);
  });
});

describe('the signer', () => {
  it('is named, and trusted while the file is as it was signed', () => {
    assert.deepEqual(native.signer(process.execPath), { name: 'OpenJS Foundation', trusted: true });
  });

  it('is named and not trusted once a bit of the file has changed', () => {
    const tampered = copyOfNode('tampered.exe');
    tamper(tampered);
    assert.deepEqual(native.signer(tampered), { name: 'OpenJS Foundation', trusted: false });
  });

  it('is absent for what nobody signed', () => {
    for (const file of [unsigned, text, missing, folder])
      assert.equal(native.signer(file), undefined, file);
  });
});

describe('what a file says of itself', () => {
  it('is read again when the file is another', () => {
    const file = copyOfNode('changing.exe');
    const whole = { originalName: 'node.exe', signer: 'OpenJS Foundation' };
    assert.deepEqual(native.identify(file), whole);
    assert.equal(native.identify(file), native.identify(file));
    copyFileSync(text, file);
    assert.deepEqual(native.identify(file), {});
  });

  it('is nothing for a file that is gone', () => {
    assert.deepEqual(native.identify(missing), {});
  });
});
