import { useState, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Button, Dialog, DialogTrigger, Heading, Modal } from 'react-aria-components';
import { create } from 'zustand';

const useCount = create<{ count: number; add: () => void }>((set) => ({
  count: 0,
  add: () => set(({ count }) => ({ count: count + 1 })),
}));

/** One of each of the libraries that the product's window is made of, and nothing of our own. */
function Page(): ReactElement {
  const { count, add } = useCount();
  const [opened, setOpened] = useState(0);
  return (
    <main>
      <h1>Bare window</h1>
      <p>
        Counted {count}, opened {opened}.
      </p>
      <Button onPress={add}>Count</Button>
      <DialogTrigger onOpenChange={() => setOpened(opened + 1)}>
        <Button>Open</Button>
        <Modal>
          <Dialog>
            <Heading slot="title">Dialog</Heading>
          </Dialog>
        </Modal>
      </DialogTrigger>
    </main>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(<Page />);
