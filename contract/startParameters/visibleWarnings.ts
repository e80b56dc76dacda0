import { defaulted, type Field } from './field.ts';
import { truth } from './plainKinds.ts';

function documented(meaning: string): Field<boolean, 'defaulted'> {
  return shown(meaning, 'Constructor, Visible and hidden warnings');
}

function legacy(meaning: string): Field<boolean, 'defaulted'> {
  return shown(meaning, 'Examus plugin (older), language files');
}

function shown(meaning: string, source: string): Field<boolean, 'defaulted'> {
  return defaulted(truth(), true, {
    meaning,
    use: 'Kept with the exam. Hiding a warning hides it from the candidate only.',
    effect: 'stored',
    source,
  });
}

/** Which warnings the candidate sees: eight documented keys, and fifteen that older launchers send. */
export const warningKeys = {
  warning_extra_user_in_frame: documented('Several persons in the picture.'),
  warning_substitution_user: documented('Another person in place of the candidate.'),
  warning_no_user_in_frame: documented('Nobody in the picture.'),
  warning_avert_eyes: documented('Looking away.'),
  warning_change_active_window_on_computer: documented('Another window is active.'),
  warning_forbidden_device: documented('Forbidden hardware.'),
  warning_voice_detected: documented('A voice at the microphone.'),
  warning_phone: documented('A phone is used.'),
  warning_timeout: legacy('No connection for too long.'),
  warning_talk: legacy('A human voice in the sound.'),
  warning_forbidden_software: legacy('Forbidden sites or software.'),
  warning_extra_display: legacy('An additional display.'),
  warning_books: legacy('Books or notes.'),
  warning_cheater: legacy('The score passed its limit.'),
  warning_mic_muted: legacy('The microphone is muted.'),
  warning_mic_no_sound: legacy('The microphone gives no sound.'),
  warning_mic_no_device_connected: legacy('No microphone.'),
  warning_camera_no_picture: legacy('The camera gives no picture.'),
  warning_camera_no_device_connected: legacy('No camera.'),
  warning_nonverbal: legacy('Communication without words.'),
  warning_phone_screen: legacy('The screen of a phone.'),
  warning_no_ping: legacy('No connection.'),
  warning_desktop_request_pending: legacy('The desktop is not shared.'),
} as const;
