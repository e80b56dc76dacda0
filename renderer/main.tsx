import './withoutEval.ts';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { BridgeContext } from './bridge.ts';
import { writeMishaps } from './mishaps.ts';
import { Mishap } from './shell/Mishap.tsx';
import { mirror, useMirror } from './store.ts';
import { prepareText } from './text/translate.ts';
import './styles/index.css';

const bridge = window.exam;
const write = writeMishaps(bridge);
const place = document.getElementById('app');
if (place === null) throw new Error('index.html has no element #app');

await mirror(bridge);
await prepareText(useMirror.getState().situation?.language ?? 'en');
createRoot(place).render(
  <Mishap onMishap={write}>
    <BridgeContext value={bridge}>
      <App />
    </BridgeContext>
  </Mishap>,
);
