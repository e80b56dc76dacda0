import { rulesOf } from './rule.ts';

/** Programs that record or pass on the screen. Source as remoteAccess.ts. */
export const recorders = rulesOf('recorder', 'serious', [
  ['bandicam', 'Bandicam', 'bdcam.exe', '', ''],
  [
    'camtasia',
    'Camtasia',
    'Camtasia.exe | CamtasiaStudio.exe | Camtasia_Studio.exe | CamRecorder.exe | CamtasiaUtl.exe',
    'Camtasia | com.techsmith.camtasia',
    '',
  ],
  ['kazam', 'Kazam', '', '', 'kazam'],
  ['loom', 'Loom', 'Loom.exe', 'Loom | com.loom.desktop', ''],
  ['obs', 'OBS Studio', 'obs64.exe | obs32.exe', 'OBS | com.obsproject.obs-studio', 'obs'],
  ['sharex', 'ShareX', 'ShareX.exe', '', ''],
  ['simplescreenrecorder', 'SimpleScreenRecorder', '', '', 'simplescreenrecorder'],
  ['solstice', 'Solstice', 'SolsticeClient.exe', 'com.mersive.solstice.client', ''],
]);

/** Programs that put another picture in place of the camera's. */
export const virtualCameras = rulesOf('virtual_camera', 'serious', [
  ['manycam', 'ManyCam', 'ManyCam.exe', 'ManyCam', ''],
  ['snap_camera', 'Snap Camera', 'Snap Camera.exe', 'Snap Camera', ''],
  ['xsplit', 'XSplit VCam', 'XSplitVCam.exe', '', ''],
]);

/** Programs that make another device a screen or show a phone on this one. */
export const screenExtensions = rulesOf('screen_extension', 'serious', [
  ['deskreen', 'Deskreen', 'Deskreen.exe', 'Deskreen', 'deskreen'],
  ['duet', 'Duet Display', 'duet.exe', 'duet', ''],
  ['scrcpy', 'scrcpy', 'scrcpy.exe', 'scrcpy', 'scrcpy'],
  ['spacedesk', 'spacedesk', 'spacedeskService.exe | spacedeskConsole.exe', '', ''],
  ['synergy', 'Synergy', 'synergyc.exe | synergys.exe', 'synergyc', 'synergyc'],
  ['barrier', 'Barrier', 'barrier.exe | barrierc.exe', 'barrierc', 'barrierc | barriers'],
]);
