import { describe, expect, it } from 'vitest';
import {
  ALL_RULES,
  BROWSER_RULES,
  OPERATING_SYSTEMS,
  PRESET_RULES,
  ProcessRule,
} from '../../../../contract/processRules.ts';
import { contestedIdentities } from '../../../../contract/processRules/contested.ts';
import { isOf } from '../../../../contract/processRules/match.ts';

const LISTS = ['signers', 'bundleIds', 'teamIds', 'packages', 'paths'] as const;

describe('the rule set', () => {
  it('has at least three hundred programs, each once', () => {
    expect(ALL_RULES.length).toBeGreaterThanOrEqual(300);
    expect(new Set(ALL_RULES.map(({ id }) => id)).size).toBe(ALL_RULES.length);
    expect(PRESET_RULES.length).toBeGreaterThanOrEqual(80);
    expect(BROWSER_RULES.every((rule) => !PRESET_RULES.includes(rule))).toBe(true);
  });

  it('is of the form that travels', () => {
    for (const rule of ALL_RULES) {
      expect(ProcessRule.parse(rule)).toEqual(rule);
      expect(rule.id).toMatch(/^[a-z\d]+(_[a-z\d]+)*$/);
      for (const name of identitiesOf(rule)) {
        expect(name).toBe(name.trim());
        expect(name).not.toMatch(/[*?]/);
      }
      for (const name of rule.windows) expect(name).toMatch(/\.(exe|bin)$/i);
      for (const name of [...rule.macos, ...rule.linux]) expect(name).not.toMatch(/\.(exe|app)$/i);
      for (const id of rule.bundleIds ?? []) expect(id).toMatch(/^[\w-]+(\.[\w-]+)+$/);
      for (const id of rule.teamIds ?? []) expect(id).toMatch(/^[A-Z\d]{10}$/);
      for (const id of rule.packages ?? [])
        expect(id).toMatch(/^(flatpak:\w[\w.-]+|snap:[\w-]+|debian:[a-z0-9][a-z0-9+.-]+)$/);
      for (const place of rule.paths ?? [])
        expect(OPERATING_SYSTEMS.filter((system) => isOf(place, system))).toHaveLength(1);
    }
  });

  it('tells every program by something', () => {
    expect(ALL_RULES.filter((rule) => identitiesOf(rule).length === 0)).toEqual([]);
  });

  it('gives an identity to one program only', () => {
    expect(contestedIdentities(ALL_RULES)).toEqual([]);
  });

  it('forbids by preset what no exam should meet, and nothing that an institution or a system runs', () => {
    const preset = new Set(PRESET_RULES.map(({ category }) => category));
    for (const category of ['remote_access', 'assistant', 'virtual_camera', 'recorder'] as const)
      expect(preset).toContain(category);
    for (const category of ['browser', 'file_sync', 'remote_management', 'tunnel'] as const)
      expect(preset).not.toContain(category);
  });
});

function identitiesOf(rule: ProcessRule): string[] {
  return [
    ...OPERATING_SYSTEMS.flatMap((system) => rule[system]),
    ...(rule.originalNames ?? []),
    ...LISTS.flatMap((list) => rule[list] ?? []),
  ];
}
