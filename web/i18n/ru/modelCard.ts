import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';
import type { modelCard as shape } from '../en/modelCard';

const { count, number, percent } = formats.ru;

export const modelCard: typeof shape = {
  measured: (rows: number, positives: number) =>
    `Измерено на ${count(rows, { one: 'комментарии', other: 'комментариях' })}, которых модель не видела; токсичных среди них ${number(positives)}.`,
  ranks: (auc: number, lower: number, upper: number) =>
    `Из токсичного и обычного комментария она ставит токсичный выше в ${number(100 * auc, 1)} случая из 100 (с уверенностью 95%: от ${number(100 * lower, 1)} до ${number(100 * upper, 1)}).`,
  calibrated: (ece: number) => `Её проценты отклоняются от действительных в среднем на ${number(100 * ece, 1)} пункта.`,
  labels: 'Каждый вид токсичности',
  label: 'Вид',
  positives: 'Токсичных строк',
  rocAuc: 'ROC AUC (95%)',
  precision: 'Точность',
  recall: 'Полнота',
  f1: 'F1',
  undefinedFigure: 'не определено',
  thresholds: 'Где проходит граница',
  likely: (at: string) => `От ${at}: вероятно токсично.`,
  sure: (at: string) => `От ${at}: несомненно токсично.`,
  notSure: 'Ни при каком пороге модель не права 95 раз из 100, поэтому «только несомненное» не предлагается.',
  flags: (precision: number, recall: number) =>
    `Тогда из 100 отмеченных токсичны ${number(100 * precision, 0)}; из 100 токсичных найдено ${number(100 * recall, 0)}.`,
  failures: 'Ошибки, о которых известно',
  notFor: 'Для чего она не годится',
  data: 'На чём она училась',
  source: 'Данные',
  licence: 'Лицензия',
  rows: 'Строк',
  attacks: 'Против замаскированных слов',
  attacksSummary: (plain: number, mixed: number) =>
    `Если вставлять в слова пробелы, знаки и похожие буквы, ROC AUC меняется с ${number(plain, 3)} до ${number(mixed, 3)}.`,
  attack: 'Маскировка',
  attackKinds: {
    leet: 'цифры вместо букв',
    spacing: 'п р о б е л ы',
    masking: 'буквы, заменённые знаками',
    lookAlikes: 'похожие буквы',
    repeats: 'повторы букв',
    typos: 'опечатки',
    invisible: 'невидимые знаки',
    punctuation: 'знаки внутри слов',
    case: 'разный регистр',
    mixed: 'всё это вперемешку',
  },
  fairness: 'Когда названы группы людей',
  fairnessSummary: (worst: string, auc: number, overall: number) =>
    `На предложениях, где названа группа людей, ROC AUC равна ${number(overall, 3)}; для самого трудного слова, «${isolated(worst)}», — ${number(auc, 3)}.`,
  term: 'Слово',
  falsePositives: 'Безобидно, но отмечено',
  share: (value: number) => percent(value, 0),
  behaviour: {
    title: 'Проверка поведения',
    help: 'Короткие предложения, написанные нами, у каждого один верный ответ: с чем модель справляется, а с чем нет.',
    run: 'Проверить поведение',
    failed: 'Проверку провести не удалось',
    language: 'Язык предложений',
    summary: (passed: number, cases: number) =>
      `Верно ${number(passed)} из ${count(cases, { one: 'предложения', other: 'предложений' })}, не считая тех, где одних слов недостаточно.`,
    of: (passed: number, cases: number) => `${number(passed)} из ${number(cases)}`,
    beyondWords: 'одних слов недостаточно',
    wrong: (n: number, missed: boolean) => `${missed ? 'пропущено' : 'отмечено по ошибке'}: ${number(n)}`,
    functions: {
      directInsult: 'Оскорбления человека',
      threat: 'Угрозы',
      command: 'Грубые приказы',
      groupInsult: 'Оскорбления группы',
      capitals: 'Оскорбления заглавными буквами',
      spellingTricks: 'Замаскированные оскорбления',
      sarcasm: 'Сарказм',
      groupNeutral: 'Упоминание групп',
      groupPositive: 'Добрые слова о группах',
      mildProfanity: 'Ругань без адресата',
      technicalUse: 'Профессиональные термины',
      friendlyUse: 'Грубые слова между друзьями',
      workCriticism: 'Критика работы',
      disagreement: 'Простое несогласие',
      harmlessCapitals: 'Безобидные заглавные',
      question: 'Вопросы о словах',
      negation: 'Оскорбление с отрицанием',
      quoting: 'Оскорбление в цитате',
      counterSpeech: 'Ответ на оскорбление',
      selfDeprecation: 'Смех над собой',
    },
  },
};
