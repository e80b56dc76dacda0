const FRAME = `<!doctype html><html lang="en"><head><style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 12px; min-height: 160px; outline: none }
</style></head><body contenteditable="true" aria-label="Answer"></body></html>`;

const lines = (text) => text.replace(/\n{2,}/g, '\n').trimEnd();

/** Lays a rich-text editor in an iframe over a question's text area, as LMS editors do. */
export function installEditor(question, element) {
  const area = element.querySelector('textarea');
  if (area === null || element.querySelector('iframe') !== null) return;
  const toolbar = document.createElement('div');
  toolbar.className = 'editor-tools';
  const frame = document.createElement('iframe');
  frame.className = 'editor';
  frame.title = 'Rich text area';
  frame.srcdoc = FRAME;
  frame.addEventListener('load', () => {
    const page = frame.contentDocument;
    page.body.innerText = question.value ?? '';
    page.body.addEventListener('input', () => {
      const text = lines(page.body.innerText);
      question.value = text === '' ? undefined : text;
    });
    for (const [label, command] of [
      ['Bold', 'bold'],
      ['Italic', 'italic'],
      ['List', 'insertUnorderedList'],
    ]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = label;
      button.addEventListener('click', () => page.execCommand(command));
      toolbar.append(button);
    }
  });
  area.hidden = true;
  area.style.display = 'none';
  area.before(toolbar, frame);
}
