import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';

class FakeApp extends EventEmitter {
  name = 'Invigil';
  isPackaged = false;
  readonly quits: number[] = [];
  readonly #paths = new Map<string, string>();

  getName(): string {
    return this.name;
  }

  getVersion(): string {
    return '0.0.0-test';
  }

  getLocale(): string {
    return 'en-GB';
  }

  getAppPath(): string {
    return process.cwd();
  }

  getPath(name: string): string {
    return this.#paths.get(name) ?? path.join(tmpdir(), 'invigil-fake', name);
  }

  setPath(name: string, value: string): void {
    this.#paths.set(name, value);
  }

  isReady(): boolean {
    return true;
  }

  whenReady(): Promise<void> {
    return Promise.resolve();
  }

  requestSingleInstanceLock(): boolean {
    return true;
  }

  quit(): void {
    this.quits.push(0);
  }

  exit(code = 0): void {
    this.quits.push(code);
  }

  focus(): void {
    this.emit('fake-focus');
  }
}

export const app = new FakeApp();
