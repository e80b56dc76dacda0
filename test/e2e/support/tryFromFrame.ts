/** How it went that a frame tried what only our own pages, or a page with permission, may do. */
export interface FrameTold {
  readonly bridge: readonly string[];
  readonly camera: string;
  readonly clipboard: string;
  readonly notifications: string;
  readonly window: unknown;
  readonly files: boolean;
  readonly confirmed: boolean;
}

/** To be run inside a frame, so it takes nothing from here. */
export async function tryFromFrame(): Promise<FrameTold> {
  const name = async (asked: () => Promise<unknown>): Promise<string> => {
    try {
      return `given: ${String(await asked())}`;
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    }
  };
  const names = ['exam', 'require', 'process', 'electron', 'ipcRenderer', 'Buffer'];
  const outcome = {
    bridge: names.filter((each) => each in window),
    camera: await name(() => navigator.mediaDevices.getUserMedia({ video: true })),
    clipboard: await name(() => navigator.clipboard.readText()),
    notifications: await Notification.requestPermission(),
    window: window.open(location.href),
    files: 'showOpenFilePicker' in window,
    confirmed: confirm('Leave the exam?'),
  };
  window.print();
  window.top?.close();
  return outcome;
}

/** What it is told where everything holds. */
export const FRAME_GETS_NOTHING: FrameTold = {
  bridge: [],
  camera: 'NotAllowedError',
  clipboard: 'NotAllowedError',
  notifications: 'denied',
  window: null,
  files: false,
  confirmed: false,
};
