import path from 'node:path';

/** What may be taken from Electron in one place only, and where. */
const doorways = new Map([
  ['ipcMain', 'main/ipc/'],
  ['ipcRenderer', 'preload/'],
  ['contextBridge', 'preload/'],
  ['MessageChannelMain', 'main/ipc/'],
]);

/** `ts.TypeFlags.Any`. */
const ANY = 1;

const speakingMethods = ['send', 'sendToFrame', 'postMessage'];
const speakers = ['WebContents', 'WebFrameMain', 'IpcMainEvent'];

/**
 * Whether the object is a page's WebContents: by its type where one is known, else by its name. Where
 * a build machine says `CI`, a file that no project knows still gets a program, of nothing but `any`.
 *
 * @param {import('eslint').SourceCode} sourceCode
 * @param {any} object
 */
function isSpeaker(sourceCode, object) {
  const services = sourceCode.parserServices;
  if (services.program) {
    const type = services.program
      .getTypeChecker()
      .getNonNullableType(services.getTypeAtLocation(object));
    if ((type.flags & ANY) === 0) return speakers.includes(type.symbol?.name ?? '');
  }
  const name = object.type === 'MemberExpression' ? object.property.name : object.name;
  return typeof name === 'string' && /(webContents|sender|frame)$/i.test(name);
}

/**
 * @type {import('eslint').Rule.RuleModule} Words between processes pass through `main/ipc` and
 * `preload` alone, where they are parsed and their sender is checked.
 */
export const ipcDoorway = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      elsewhere: '{{ name }} belongs to {{ folder }} alone.',
      whole: 'Import the names needed from electron, so that the doorways can be seen.',
      sends: 'Only main/ipc sends to a page.',
    },
  },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    if (!file.startsWith('main/') && !file.startsWith('preload/')) return {};
    return {
      ImportDeclaration(/** @type {any} */ node) {
        if (node.source.value !== 'electron' || node.importKind === 'type') return;
        for (const specifier of node.specifiers) {
          if (specifier.type !== 'ImportSpecifier') {
            context.report({ node, messageId: 'whole' });
            continue;
          }
          const { name } = specifier.imported;
          const folder = doorways.get(name);
          if (folder !== undefined && !file.startsWith(folder) && specifier.importKind !== 'type')
            context.report({ node: specifier, messageId: 'elsewhere', data: { name, folder } });
        }
      },
      CallExpression(/** @type {any} */ node) {
        if (file.startsWith('main/ipc/') || file.startsWith('preload/')) return;
        const { callee } = node;
        if (callee.type !== 'MemberExpression' || !speakingMethods.includes(callee.property.name))
          return;
        if (isSpeaker(context.sourceCode, callee.object))
          context.report({ node, messageId: 'sends' });
      },
    };
  },
};
