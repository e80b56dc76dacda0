import type { ReactElement } from 'react';
import { Document } from './document.tsx';
import type { PublicPage } from './homePage.tsx';
import type { Key, Say } from './words.ts';

const LEVELS = ['off', 'basic', 'medium', 'high'] as const;

const EVERYWHERE = [
  'lockdown.everywherePhone',
  'lockdown.everywherePower',
  'lockdown.everywhereSplitter',
  'lockdown.everywhereMachine',
  'lockdown.everywhereOwner',
] as const satisfies readonly Key[];

const SYSTEMS = {
  windows: [
    'lockdown.windowsSas',
    'lockdown.windowsLock',
    'lockdown.windowsUac',
    'lockdown.windowsOverlay',
  ],
  macos: [
    'lockdown.macosPower',
    'lockdown.macosAccessibility',
    'lockdown.macosPermission',
    'lockdown.macosUniversal',
  ],
  linux: ['lockdown.linuxConsole', 'lockdown.linuxWayland', 'lockdown.linuxCapture'],
} as const satisfies Record<string, readonly Key[]>;

const NEVER = [
  'lockdown.neverKill',
  'lockdown.neverPrivate',
  'lockdown.neverAssist',
] as const satisfies readonly Key[];

/** For institutions: what each level holds, and what no app can hold, system by system. */
export function LockdownPage({ base, say }: PublicPage): ReactElement {
  return (
    <Document base={base} say={say} title={say('lockdown.title')}>
      <div className="prose">
        <header>
          <h1>{say('lockdown.title')}</h1>
          <p className="lead">{say('lockdown.lead')}</p>
        </header>
        <Levels say={say} />
        <section>
          <h2>{say('lockdown.everywhere')}</h2>
          <p>{say('lockdown.everywhereLead')}</p>
          <List say={say} keys={EVERYWHERE} />
        </section>
        <div className="columns">
          {(['windows', 'macos', 'linux'] as const).map((system) => (
            <section key={system} className="card">
              <h2>{say(`lockdown.${system}`)}</h2>
              <List say={say} keys={SYSTEMS[system]} />
            </section>
          ))}
        </div>
        <section>
          <h2>{say('lockdown.managed')}</h2>
          <p>{say('lockdown.managedWhy')}</p>
        </section>
        <section>
          <h2>{say('lockdown.never')}</h2>
          <List say={say} keys={NEVER} />
        </section>
      </div>
    </Document>
  );
}

function Levels({ say }: { readonly say: Say }): ReactElement {
  return (
    <section>
      <h2 id="levels">{say('lockdown.levels')}</h2>
      <p>{say('lockdown.levelsWhy')}</p>
      <div className="scroll card" role="region" aria-labelledby="levels" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('lockdown.level')}</th>
              <th scope="col">{say('lockdown.does')}</th>
            </tr>
          </thead>
          <tbody>
            {LEVELS.map((level) => (
              <tr key={level}>
                <th scope="row">{say(`lockdown.${level}`)}</th>
                <td>{say(`lockdown.${level}Does`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function List({ say, keys }: { readonly say: Say; readonly keys: readonly Key[] }): ReactElement {
  return (
    <ul>
      {keys.map((key) => (
        <li key={key}>{say(key)}</li>
      ))}
    </ul>
  );
}
