import type { StartParameters } from '../state.ts';
import { certificationB2 } from './certificationB2.ts';
import { numericalMethods } from './numericalMethods.ts';

/** One question, in the words of SurveyJS; `essay` is a comment under an editor in an iframe. */
export interface Question {
  readonly name: string;
  readonly kind: 'text' | 'essay' | 'comment' | 'radiogroup' | 'checkbox' | 'dropdown';
  readonly title: string;
  readonly choices?: readonly string[];
}

/** A link that the quiz offers inside a question page; it opens a window of its own. */
export interface QuizLink {
  readonly label: string;
  readonly href: string;
}

export interface QuizPage {
  readonly title: string;
  readonly introduction: string;
  readonly questions: readonly Question[];
  readonly links: readonly QuizLink[];
}

/**
 * A quiz. Both have the same shape, so that a test may answer either by name: page 0 has q1
 * (text) and q2 (one choice), page 1 q3 (essay), page 2 q4 (several choices) and q5 (list),
 * page 3 q6 (long text).
 */
export type Quiz = readonly QuizPage[];

/** The quiz of an exam. */
export function quizOf(start: StartParameters | undefined): Quiz {
  const exam = start?.['examId'];
  return typeof exam === 'string' && exam.startsWith('cert-b2')
    ? certificationB2
    : numericalMethods;
}

/** The page as SurveyJS reads it; `firstNumber` is the number of its first question. */
export function surveyOf(page: QuizPage, firstNumber: number): Record<string, unknown> {
  return {
    showNavigationButtons: false,
    showTitle: false,
    showQuestionNumbers: false,
    widthMode: 'responsive',
    textUpdateMode: 'onTyping',
    elements: page.questions.map(({ name, kind, title, choices }, index) => ({
      name,
      title: `${firstNumber + index}. ${title}`,
      type: kind === 'essay' ? 'comment' : kind,
      ...(choices !== undefined && { choices }),
      ...((kind === 'essay' || kind === 'comment') && { rows: 8 }),
    })),
  };
}

/** Numbers shown beside the questions, counted through all pages. */
export function numbersOf(quiz: Quiz): { name: string; number: number; page: number }[] {
  return quiz
    .flatMap((page, index) => page.questions.map(({ name }) => ({ name, page: index })))
    .map((entry, index) => ({ ...entry, number: index + 1 }));
}
