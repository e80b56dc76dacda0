import {
  ALL_RULES,
  OPERATING_SYSTEMS,
  PRESET_RULES,
  ProcessCategory,
  RULE_SET_VERSION,
  type ProcessRule,
} from '../../contract/processRules.ts';
import { codes, table } from './markdown.ts';

const INTRODUCTION = `# Programs that are known

An exam that names no list of its own forbids the preset: the categories marked so here. A list of its own
replaces it, an empty one forbids nothing, and what the exam or its rules allow beats the preset. A program
is told by any of its marks as a whole, never by a part of a name and never by its command line; a renamed
one by its original name, signer, bundle id, package or folder. \`npm run rules -- NAME\` says which rule a
name meets. This page is made by \`npm run docs\` of \`contract/processRules/catalogue/\`, whose files name
their sources. Assistive software and input methods stand in none of them.`;

/** The page for institutions: what is forbidden unless they say otherwise, and what else can be named. */
export function renderProcessRules(): string {
  const categories = ProcessCategory.options.filter((category) => rulesOf(category).length > 0);
  const sections = categories.map((category) =>
    [`## ${title(category)}`, ruleTable(rulesOf(category))].join('\n\n'),
  );
  const version = `Version ${RULE_SET_VERSION}: ${ALL_RULES.length} programs, ${PRESET_RULES.length} of them preset.`;
  return `${[INTRODUCTION, version, overview(categories), ...sections].join('\n\n')}\n`;
}

function overview(categories: readonly ProcessCategory[]): string {
  return table(
    ['Category', 'Programs', 'Preset'],
    categories.map((category) => [
      `[${title(category)}](#${title(category).toLowerCase().replaceAll(' ', '-')})`,
      String(rulesOf(category).length),
      isPreset(category) ? 'forbidden unless the exam says otherwise' : '',
    ]),
  );
}

function ruleTable(rules: readonly ProcessRule[]): string {
  return table(
    ['Rule', 'Program', 'Names', 'Other marks'],
    rules.map((rule) => [
      `\`${rule.id}\``,
      rule.name,
      OPERATING_SYSTEMS.filter((system) => rule[system].length > 0)
        .map((system) => `${system}: ${codes(rule[system])}`)
        .join('; '),
      codes([
        ...(rule.originalNames ?? []),
        ...(rule.signers ?? []),
        ...(rule.bundleIds ?? []),
        ...(rule.teamIds ?? []),
        ...(rule.packages ?? []),
        ...(rule.paths ?? []),
      ]),
    ]),
  );
}

function rulesOf(category: ProcessCategory): ProcessRule[] {
  return ALL_RULES.filter((rule) => rule.category === category);
}

function isPreset(category: ProcessCategory): boolean {
  return PRESET_RULES.some((rule) => rule.category === category);
}

function title(category: ProcessCategory): string {
  const words = category.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
