import { rulesOf } from './rule.ts';

/** Programs that answer, write or prompt for the candidate. Source as remoteAccess.ts, and the gaps it names. */
export const assistants = rulesOf('assistant', 'serious', [
  ['anygpt', 'AnyGPT', '', 'me.tanmay.AnyGPT', ''],
  ['chatgpt', 'ChatGPT', 'ChatGPT.exe', 'ChatGPT | com.openai.chat', ''],
  ['claude', 'Claude', 'claude.exe', 'Claude | com.anthropic.claudefordesktop', ''],
  ['cluely', 'Cluely', 'Cluely.exe', 'Cluely', ''],
  ['copilot', 'Microsoft Copilot', 'Copilot.exe', '', ''],
  ['cotypist', 'Cotypist', '', 'app.cotypist.Cotypist', ''],
  ['cursor', 'Cursor', 'Cursor.exe', 'Cursor', 'cursor'],
  ['grammarly', 'Grammarly', 'Grammarly.Desktop.exe', 'Grammarly Desktop', ''],
  ['gpt4all', 'GPT4All', 'gpt4all.exe', 'gpt4all', 'gpt4all'],
  ['interview_coder', 'Interview Coder', 'Interview Coder.exe', 'Interview Coder', ''],
  ['lm_studio', 'LM Studio', 'LM Studio.exe', 'LM Studio', 'lm-studio'],
  ['lockedin_ai', 'LockedIn AI', 'LockedIn AI.exe', 'LockedIn AI', ''],
  ['ollama', 'Ollama', 'ollama.exe | ollama app.exe', 'Ollama | ollama', 'ollama'],
  ['parakeet_ai', 'Parakeet AI', 'ParakeetAI.exe', 'ParakeetAI', ''],
  ['perplexity', 'Perplexity', 'Perplexity.exe', 'Perplexity', ''],
  ['windsurf', 'Windsurf', 'Windsurf.exe', 'Windsurf', 'windsurf'],
]);

/** Programs that type prepared text or run recorded steps. */
export const automation = rulesOf('automation', 'notice', [
  [
    'autohotkey',
    'AutoHotkey',
    'AutoHotkey.exe | AutoHotkey32.exe | AutoHotkey64.exe | AutoHotkeyU64.exe',
    '',
    '',
  ],
  ['atext', 'aText', 'aText.exe', 'com.trankynam.aText', ''],
  ['espanso', 'espanso', 'espansod.exe | espanso.exe', 'com.federicoterzi.espanso', 'espanso'],
  ['hammerspoon', 'Hammerspoon', '', 'Hammerspoon | org.hammerspoon.Hammerspoon', ''],
  [
    'keyboard_maestro',
    'Keyboard Maestro',
    '',
    'com.stairways.keyboardmaestro.engine | com.stairways.keyboardmaestro.editor',
    '',
  ],
  ['phraseexpress', 'PhraseExpress', 'phraseexpress.exe', 'PhraseExpress', ''],
  ['raycast', 'Raycast', 'Raycast.exe', 'Raycast | com.raycast.macos', ''],
  ['textexpander', 'TextExpander', 'TextExpander.exe', 'TextExpander', ''],
]);
