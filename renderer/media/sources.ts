/** The part of navigator.mediaDevices that is used, so that a test can stand in for it. */
export type Devices = Pick<MediaDevices, 'getUserMedia' | 'getDisplayMedia'>;

export type SourceName = 'camera' | 'microphone' | 'screen';

/**
 * Camera, microphone and screen, each opened once and shared by whoever needs it, until they are given
 * back. A source that failed or was unplugged is opened anew on the next asking.
 */
export class Sources {
  private readonly open = new Map<SourceName, Promise<MediaStream>>();
  private readonly devices: Devices;

  constructor(devices: Devices) {
    this.devices = devices;
  }

  /** @throws DOMException whose name says why (NotAllowedError, NotFoundError, NotReadableError …) */
  get(name: SourceName): Promise<MediaStream> {
    const known = this.open.get(name);
    if (known !== undefined) return known;
    const opening = this.start(name);
    this.open.set(name, opening);
    const forget = () => {
      if (this.open.get(name) === opening) this.open.delete(name);
    };
    opening.then(
      (stream) => stream.getTracks().forEach((track) => track.addEventListener('ended', forget)),
      forget,
    );
    return opening;
  }

  /** Gives everything back: the camera's light goes out. */
  release(): void {
    for (const opening of this.open.values()) {
      opening.then(
        (stream) => stream.getTracks().forEach((track) => track.stop()),
        () => {
          // What could not be opened has nothing to give back.
        },
      );
    }
    this.open.clear();
  }

  private start(name: SourceName): Promise<MediaStream> {
    switch (name) {
      case 'camera':
        return this.devices.getUserMedia({
          video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 15 } },
        });
      case 'microphone':
        return this.devices.getUserMedia({ audio: true });
      case 'screen':
        return this.devices.getDisplayMedia({ video: { frameRate: { ideal: 5 } } });
    }
  }
}

/** The name by which a source says why it cannot be opened. */
export function failureOf(error: unknown): string {
  return error instanceof Error ? error.name.slice(0, 60) : 'UnknownError';
}
