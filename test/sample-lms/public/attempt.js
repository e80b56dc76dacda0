import { autosave } from './autosave.js';
import { countdown } from './countdown.js';
import { installEditor } from './editor.js';

const data = JSON.parse(document.getElementById('attempt-data').textContent);
const form = document.getElementById('quiz-form');

const survey = new Survey.Model(data.survey);
survey.data = data.answers;

/** Answers travel as ordinary form fields, one a value, so that the page is a plain POST page. */
function writeFields() {
  for (const field of form.querySelectorAll('input[data-answer]')) field.remove();
  for (const question of survey.getAllQuestions()) {
    const values = [survey.data[question.name] ?? ''].flat();
    for (const value of values.length > 0 ? values : ['']) {
      const field = document.createElement('input');
      field.type = 'hidden';
      field.name = `answer:${question.name}`;
      field.dataset.answer = '';
      field.value = value;
      form.append(field);
    }
  }
}

let unsaved = false;
const saver = autosave(form, data.autosaveMs, (saved) => {
  if (saved) unsaved = false;
});

survey.onValueChanged.add(() => {
  unsaved = true;
  writeFields();
  saver.changed();
});
survey.onAfterRenderQuestion.add((_survey, { question, htmlElement }) => {
  if (data.editors.includes(question.name)) installEditor(question, htmlElement);
});

writeFields();
survey.render(document.getElementById('questions'));

form.addEventListener('submit', () => {
  unsaved = false;
  saver.stop();
});
window.addEventListener('beforeunload', (event) => {
  if (!unsaved) return;
  event.preventDefault();
  event.returnValue = '';
});

countdown(data.remainingMs, () => {
  const timeUp = document.createElement('input');
  timeUp.type = 'hidden';
  timeUp.name = 'timeup';
  timeUp.value = '1';
  form.append(timeUp);
  form.requestSubmit();
});
