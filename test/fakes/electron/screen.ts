import { EventEmitter } from 'node:events';

const rectangle = { x: 0, y: 0, width: 1280, height: 800 };

/** The part of Electron's Display that the product reads. */
export interface FakeDisplay {
  id: number;
  label: string;
  internal: boolean;
  scaleFactor: number;
  bounds: typeof rectangle;
  workArea: typeof rectangle;
}

const only: FakeDisplay = {
  id: 1,
  label: 'Screen 1',
  internal: true,
  scaleFactor: 1,
  bounds: rectangle,
  workArea: rectangle,
};

class FakeScreen extends EventEmitter {
  displays: FakeDisplay[] = [only];

  getAllDisplays(): FakeDisplay[] {
    return this.displays;
  }

  getPrimaryDisplay(): FakeDisplay {
    return this.displays[0] ?? only;
  }

  /** Plugs a display in and says so as Electron does. */
  add(display: FakeDisplay): void {
    this.displays = [...this.displays, display];
    this.emit('display-added', {}, display);
  }

  /** Unplugs a display and says so as Electron does. */
  remove(id: number): void {
    const gone = this.displays.find((display) => display.id === id);
    this.displays = this.displays.filter((display) => display.id !== id);
    if (gone !== undefined) this.emit('display-removed', {}, gone);
  }
}

export const screen = new FakeScreen();
