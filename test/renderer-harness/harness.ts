import { pretendMain } from './pretendMain.ts';
import { showPlace } from './showPlace.ts';
import { SCREENS, type ScreenName } from './screens.ts';
import './harness.css';

/**
 * The app's own pages without Electron: `?screen=NAME&language=fr&theme=dark` shows one of the screens
 * with a main process that is played here, so that pictures can be taken and every path walked.
 */
const wishes = new URLSearchParams(location.search);
const name = (wishes.get('screen') ?? 'link-waiting') as ScreenName;
const theme = wishes.get('theme');
if (theme !== null) document.documentElement.dataset['theme'] = theme;
const contrast = wishes.get('contrast');
if (contrast !== null) document.documentElement.dataset['contrast'] = contrast;

const language = wishes.get('language') ?? 'en';
const main = pretendMain(SCREENS[name], language);
main.onPlace(showPlace());
Object.assign(window, { exam: main.bridge, pretended: main, screens: SCREENS });
await import('../../renderer/main.tsx');
