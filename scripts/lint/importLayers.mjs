import path from 'node:path';
import { refuseImport } from './layers.mjs';

/** @param {any} node an import or export with a source */
function isTypesOnly(node) {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = node.specifiers ?? [];
  return (
    specifiers.length > 0 &&
    specifiers.every(
      (/** @type {any} */ part) => part.importKind === 'type' || part.exportKind === 'type',
    )
  );
}

/** @type {import('eslint').Rule.RuleModule} An import against the layers is an error. */
export const importLayers = {
  meta: { type: 'problem', schema: [], messages: { refused: '{{ why }}' } },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    /** @param {any} node @param {any} source @param {boolean} typesOnly */
    const judge = (node, source, typesOnly) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const why = refuseImport(file, source.value.split('?')[0] ?? '', typesOnly);
      if (why !== undefined) context.report({ node, messageId: 'refused', data: { why } });
    };
    return {
      ImportDeclaration: (node) => judge(node, node.source, isTypesOnly(node)),
      ExportNamedDeclaration: (node) => judge(node, node.source, isTypesOnly(node)),
      ExportAllDeclaration: (node) => judge(node, node.source, isTypesOnly(node)),
      /** @param {any} node */
      TSImportType: (node) => judge(node, node.source, true),
      ImportExpression: (node) => judge(node, node.source, false),
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'require')
          judge(node, node.arguments[0], false);
      },
    };
  },
};
