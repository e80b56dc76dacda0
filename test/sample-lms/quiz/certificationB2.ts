import type { Quiz } from './questions.ts';

/** The written part of "Certification B2". */
export const certificationB2: Quiz = [
  {
    title: 'Grammaire',
    introduction: 'Répondez aux deux questions.',
    questions: [
      {
        name: 'q1',
        kind: 'text',
        title: 'Complétez : « Il faut que vous … (venir) demain. »',
      },
      {
        name: 'q2',
        kind: 'radiogroup',
        title: 'Quelle phrase est correcte ?',
        choices: [
          'Si j’aurais su, je serais venu.',
          'Si j’avais su, je serais venu.',
          'Si j’avais su, je serai venu.',
          'Si je savais, je serais venu hier.',
        ],
      },
    ],
    links: [{ label: 'Consignes', href: '/pluginfile.php/8841/formula-sheet.html' }],
  },
  {
    title: 'Production écrite',
    introduction: 'Environ 250 mots.',
    questions: [
      {
        name: 'q3',
        kind: 'essay',
        title: 'Le télétravail change-t-il notre rapport au travail ? Donnez votre avis argumenté.',
      },
    ],
    links: [],
  },
  {
    title: 'Compréhension',
    introduction: 'Plusieurs réponses sont possibles à la première question.',
    questions: [
      {
        name: 'q4',
        kind: 'checkbox',
        title: 'Quels mots expriment une opposition ?',
        choices: ['Cependant', 'Donc', 'Toutefois', 'Ainsi'],
      },
      {
        name: 'q5',
        kind: 'dropdown',
        title: '« Il a beau crier » signifie',
        choices: ['Il crie bien', 'Il crie en vain', 'Il aime crier', 'Il va crier'],
      },
    ],
    links: [{ label: 'Dictionnaire', href: 'https://reference.example/dictionnaire' }],
  },
  {
    title: 'Reformulation',
    introduction: 'Dernière question. Vous pouvez revenir en arrière avant de terminer.',
    questions: [
      {
        name: 'q6',
        kind: 'comment',
        title: 'Reformulez en deux phrases : « Rien ne sert de courir ; il faut partir à point. »',
      },
    ],
    links: [],
  },
];
