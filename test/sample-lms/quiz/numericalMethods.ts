import type { Quiz } from './questions.ts';

/** The final of "Numerical Methods II". */
export const numericalMethods: Quiz = [
  {
    title: 'Root finding',
    introduction: 'Answer both questions. Round to four decimals unless you are told otherwise.',
    questions: [
      {
        name: 'q1',
        kind: 'text',
        title: "One step of Newton's method for x² − 2 = 0 from x₀ = 1.5 gives x₁ = …",
      },
      {
        name: 'q2',
        kind: 'radiogroup',
        title: "How does Newton's method converge near a simple root?",
        choices: ['Linearly', 'Superlinearly, below order two', 'Quadratically', 'Cubically'],
      },
    ],
    links: [{ label: 'Formula sheet', href: '/pluginfile.php/8841/formula-sheet.html' }],
  },
  {
    title: 'Stability',
    introduction: 'Write in full sentences. A sketch of the proof is enough.',
    questions: [
      {
        name: 'q3',
        kind: 'essay',
        title:
          'Explain why the explicit Euler method needs a small step for a stiff equation, and ' +
          'name a method that does not.',
      },
    ],
    links: [],
  },
  {
    title: 'Linear systems',
    introduction: 'More than one choice may be right in the first question.',
    questions: [
      {
        name: 'q4',
        kind: 'checkbox',
        title: 'For which matrices is Cholesky factorisation applicable?',
        choices: [
          'Symmetric positive definite',
          'Any invertible matrix',
          'Hermitian positive definite',
          'Any symmetric matrix',
        ],
      },
      {
        name: 'q5',
        kind: 'dropdown',
        title: 'The cost of LU factorisation of a dense n × n matrix grows like',
        choices: ['n', 'n²', 'n³', 'n⁴'],
      },
    ],
    links: [{ label: 'Reference on matrices', href: 'https://reference.example/matrices' }],
  },
  {
    title: 'Interpolation',
    introduction: 'Last question. You may go back before you finish.',
    questions: [
      {
        name: 'q6',
        kind: 'comment',
        title: 'Describe the Runge phenomenon and one way to avoid it.',
      },
    ],
    links: [],
  },
];
