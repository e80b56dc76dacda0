/** A clipboard of text alone, shared by nobody. */
export const clipboard = {
  text: '',
  readText(): string {
    return clipboard.text;
  },
  writeText(text: string): void {
    clipboard.text = text;
  },
  clear(): void {
    clipboard.text = '';
  },
  availableFormats(): string[] {
    return clipboard.text === '' ? [] : ['text/plain'];
  },
};
