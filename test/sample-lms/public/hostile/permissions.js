import { allowed, asked, refused, survived } from './outcome.js';

/** Asks for everything that needs the user's or the machine's consent. */
export const permissions = {
  'get-user-media': () =>
    asked(() => navigator.mediaDevices.getUserMedia({ video: true, audio: true })),
  'get-display-media': () => asked(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
  'enumerate-devices': async () => {
    const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    const named = devices.filter(({ label }) => label !== '');
    return named.length > 0 ? allowed(named.map(({ label }) => label)) : refused('no names');
  },
  geolocation: () =>
    asked(
      () =>
        new Promise((resolve, reject) => {
          navigator.geolocation.getCurrentPosition(resolve, (error) => reject(error.message));
        }),
    ),
  notifications: async () => {
    const permission = await Notification.requestPermission();
    if (permission !== 'granted') return refused(permission);
    new Notification('Hello');
    return allowed(permission);
  },
  fullscreen: () => asked(() => document.documentElement.requestFullscreen()),
  'pointer-lock': () => asked(() => document.documentElement.requestPointerLock()),
  'keyboard-lock': () => asked(() => navigator.keyboard.lock()),
  'wake-lock': () => asked(() => navigator.wakeLock.request('screen')),
  midi: () => asked(() => navigator.requestMIDIAccess({ sysex: true })),
  usb: () => asked(() => navigator.usb.requestDevice({ filters: [] })),
  serial: () => asked(() => navigator.serial.requestPort()),
  hid: async () => {
    // No device chosen is an empty list here, and no refusal.
    const chosen = await asked(
      async () => (await navigator.hid.requestDevice({ filters: [] })).length,
    );
    return chosen.detail === '0' ? refused('no device') : chosen;
  },
  bluetooth: () => asked(() => navigator.bluetooth.requestDevice({ acceptAllDevices: true })),
  'idle-detection': async () => {
    const permission = await asked(() => globalThis.IdleDetector.requestPermission());
    return permission.detail === 'granted' ? permission : refused(permission.detail);
  },
  'local-fonts': async () => {
    const fonts = await asked(async () => (await globalThis.queryLocalFonts()).length);
    return fonts.detail === '0' ? refused('no fonts') : fonts;
  },
  'window-management': () => asked(() => window.getScreenDetails()),
  'storage-persist': async () => {
    const persisted = await navigator.storage?.persist();
    return persisted === true ? allowed('persisted') : refused(persisted);
  },
  'motion-sensor': () =>
    asked(
      () =>
        new Promise((resolve, reject) => {
          const sensor = new globalThis.Accelerometer();
          sensor.onreading = resolve;
          sensor.onerror = ({ error }) => reject(error);
          sensor.start();
        }),
    ),
  'protocol-handler': async () => {
    try {
      navigator.registerProtocolHandler('web+hostile', '/hostile/landed?url=%s');
    } catch (error) {
      return refused(error);
    }
    return survived('asked');
  },
};
